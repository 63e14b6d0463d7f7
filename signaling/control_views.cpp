// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_views.h"

#include "signaling/control_enum.h"
#include "signaling/control_input_views.h"
#include "signaling/control_macro_views.h"
#include "signaling/control_scene_views.h"
#include "signaling/control_time.h"

#include <array>
#include <cmath>

namespace tsudoi::signaling {

namespace {

using seminar::Seminar;
using seminar::SeminarState;

/// Meters are drawn, not calculated with: one digit is enough and makes short messages.
double rounded(double decibels) {
    return std::round(decibels * 10.0) / 10.0;
}

std::vector<double> peaksView(const std::array<double, 2>& peaks) {
    return {rounded(peaks[0]), rounded(peaks[1])};
}

std::optional<std::string> timeView(const std::optional<WallTime>& time) {
    return time ? std::optional(toRfc3339(*time)) : std::nullopt;
}

std::optional<std::string> undoUntil(const Seminar& seminar, WallTime now) {
    if (seminar.state != SeminarState::Ended || !seminar.endedAt) {
        return std::nullopt;
    }
    const WallTime until = *seminar.endedAt + seminar::kUndoEndWindow;
    return now < until ? std::optional(toRfc3339(until)) : std::nullopt;
}

protocol::Contact contactView(const Seminar& seminar) {
    return {.name = seminar.contactName, .phone = seminar.contactPhone};
}

protocol::Canvas canvasView(const seminar::ProgrammeSpec& spec) {
    const double rate = static_cast<double>(spec.frameRate.numerator) / spec.frameRate.denominator;
    return {.frameRate = rate, .height = spec.canvas.height, .width = spec.canvas.width};
}

protocol::DiskState diskView(seminar::DiskState disk) {
    switch (disk) {
        case seminar::DiskState::Ok: return protocol::DiskState::Ok;
        case seminar::DiskState::Low: return protocol::DiskState::Low;
        case seminar::DiskState::Full: return protocol::DiskState::Full;
        case seminar::DiskState::WriteError: break;
    }
    return protocol::DiskState::WriteError;
}

protocol::AlertLevel levelView(seminar::AlertLevel level) {
    switch (level) {
        case seminar::AlertLevel::Info: return protocol::AlertLevel::Info;
        case seminar::AlertLevel::Warning: return protocol::AlertLevel::Warning;
        case seminar::AlertLevel::Alarm: break;
    }
    return protocol::AlertLevel::Alarm;
}

protocol::RecordingView recordingView(const seminar::RecordingStatus& status) {
    using std::chrono::duration_cast;
    return {.active = status.active,
            .disk = diskView(status.disk),
            .freeBytes = static_cast<std::int64_t>(status.freeBytes),
            .freeSeconds = status.freeTime.count(),
            .publishedMs = duration_cast<std::chrono::milliseconds>(status.published).count()};
}

protocol::Slate slateView(const seminar::Slate& slate) {
    protocol::Slate view{.kind = enumOf<protocol::SlateKind>(seminar::slateName(slate.kind))};
    if (!slate.text.empty()) {
        view.text = slate.text;
    }
    return view;
}

protocol::SourceView sourceView(const seminar::SourceSettings& sound, seminar::InputKind kind) {
    protocol::SourceView view{
        .autoLevel = sound.shape.autoLevel,
        .compressor = sound.shape.compressor,
        .delayMs = sound.delay.count(),
        .follow = enumOf<protocol::AudioFollow>(seminar::audioFollowName(sound.follow)),
        .gainDb = sound.gainDb,
        .gateDb = sound.shape.gateDb,
        .highPass = sound.shape.highPass,
        .lessNoise = sound.shape.lessNoise,
        .muted = sound.muted,
        .pan = sound.pan,
    };
    if (!sound.spare.empty()) {
        view.spare = sound.spare.str();
    }
    if (seminar::mayHearRoom(kind)) {
        view.echoCancellation = sound.echoCancellation;
    }
    return view;
}

void addInputs(protocol::StudioSnapshot& view, const seminar::StudioState& studio) {
    for (std::size_t order = 0; order < studio.order.size(); ++order) {
        const InputId& id = studio.order[order];
        const auto spec = studio.inputs.find(id);
        if (spec == studio.inputs.end()) {
            continue;
        }
        const auto status = studio.statuses.find(id);
        view.inputs.emplace(
            id.str(),
            inputView(spec->second, status == studio.statuses.end() ? seminar::InputStatus{} : status->second, order));
        const auto source = studio.sources.find(id);
        view.sources.emplace(
            id.str(),
            sourceView(source == studio.sources.end() ? seminar::SourceSettings{} : source->second, spec->second.kind));
    }
}

std::optional<protocol::Title> titleView(const std::optional<seminar::Title>& title) {
    if (!title) {
        return std::nullopt;
    }
    protocol::Title view{.text = title->text};
    if (!title->more.empty()) {
        view.more = title->more;
    }
    return view;
}

void addPresets(protocol::StudioSnapshot& view, const seminar::StudioState& studio) {
    for (std::size_t order = 0; order < studio.presets.size(); ++order) {
        const seminar::Preset& preset = studio.presets[order];
        view.presets.emplace(preset.id.str(), protocol::PresetView{.name = preset.name,
                                                                   .order = static_cast<std::int64_t>(order),
                                                                   .scene = sceneView(preset.scene),
                                                                   .sound = !preset.sound.empty(),
                                                                   .title = titleView(preset.title)});
    }
    if (!studio.recalled.empty()) {
        view.recalled = studio.recalled.str();
    }
}

protocol::PanelistView panelistView(const seminar::Panelist& panelist) {
    return {.affiliation = panelist.affiliation,
            .connected = panelist.connected,
            .hand = panelist.hand,
            .muted = panelist.muted,
            .name = panelist.name,
            .next = panelist.next,
            .onAir = panelist.onAir,
            .place = panelist.onStage ? protocol::PanelPlace::Stage : protocol::PanelPlace::Waiting,
            .seminar = panelist.seminar.str(),
            .shares = panelist.shares,
            .spokenTo = panelist.spokenTo};
}

protocol::ScreenView screenView(const seminar::RoomScreen& screen, bool open) {
    using protocol::ScreenState;
    const ScreenState pictured = screen.silent ? ScreenState::Silent : ScreenState::Showing;
    const ScreenState pictureless = open ? ScreenState::Waiting : ScreenState::Closed;
    return {.clock = screen.clock,
            .connectedAt = timeView(screen.connectedAt),
            .name = screen.name,
            .picture = enumOf<protocol::ScreenPicture>(seminar::screenPictureName(screen.picture)),
            .seminar = screen.seminar.str(),
            .state = screen.connectedAt ? pictured : pictureless};
}

/// A rehearsal reaches no attendee.
protocol::AttendState attendState(SeminarState state) {
    return enumOf<protocol::AttendState>(
        seminar::stateName(state == SeminarState::Rehearsal ? SeminarState::Open : state));
}

}  // namespace

protocol::SeminarView seminarView(const SeminarNow& now, WallTime time) {
    const Seminar& seminar = now.seminar;
    return {.contact = contactView(seminar),
            .endedAt = timeView(seminar.endedAt),
            .id = seminar.id.str(),
            .meeting = seminar.meeting,
            .policy = enumOf<protocol::AccessPolicy>(seminar::policyName(seminar.policy)),
            .replayUntil = timeView(seminar.replayUntil),
            .speakers = seminar.speakers,
            .startedAt = timeView(seminar.startedAt),
            .startsAt = timeView(seminar.startsAt),
            .state = enumOf<protocol::SeminarState>(seminar::stateName(seminar.state)),
            .title = seminar.title,
            .undoUntil = undoUntil(seminar, time),
            .viewers = now.viewers};
}

protocol::AlertView alertView(const seminar::Alert& alert) {
    return {.at = toRfc3339(alert.at),
            .level = levelView(alert.level),
            .over = alert.over,
            .text = {.en = alert.text.en, .ja = alert.text.ja}};
}

protocol::SeminarSnapshot seminarsView(const std::vector<SeminarNow>& seminars, const std::optional<SeminarId>& onAir,
                                       WallTime now) {
    protocol::SeminarSnapshot view;
    if (onAir) {
        view.onAir = onAir->str();
    }
    for (const SeminarNow& one : seminars) {
        view.seminars.emplace(one.seminar.id.str(), seminarView(one, now));
    }
    return view;
}

protocol::StudioSnapshot studioView(const StudioSources& sources) {
    const seminar::StudioState& studio = sources.studio;
    protocol::SeminarSnapshot seminars = seminarsView(sources.seminars, sources.onAir, sources.now);
    protocol::StudioSnapshot view;
    view.canvas = canvasView(sources.spec);
    view.layouts = layoutsView(studio.layouts, sources.spec.canvas);
    addInputs(view, studio);
    view.preview = sceneView(studio.preview);
    view.previewBoxes = boxesView(seminar::boxesOf(studio.preview, sources.spec.canvas), sources.spec.canvas);
    view.programme = sceneView(studio.programme);
    if (studio.tbar) {
        view.tbar = {.kind = enumOf<protocol::TransitionKind>(seminar::transitionName(studio.tbar->kind)),
                     .position = studio.tbar->position};
    }
    view.transition = {.durationMs = studio.transition.duration.count(),
                       .kind = enumOf<protocol::TransitionKind>(seminar::transitionName(studio.transition.kind))};
    view.title = titleView(studio.title);
    addPresets(view, studio);
    view.macros = macrosView(sources.macros);
    if (sources.macroRun) {
        view.macroRun = {.id = sources.macroRun->id.str(), .step = static_cast<std::int64_t>(sources.macroRun->step)};
    }
    view.director = sources.director;
    if (studio.slate) {
        view.slate = slateView(*studio.slate);
    }
    view.seminars = std::move(seminars.seminars);
    view.onAir = std::move(seminars.onAir);
    view.arranging = sources.arranging;
    view.recording = recordingView(sources.recording);
    view.undoSteps = static_cast<std::int64_t>(studio.undoSteps);
    view.checklist = {.disk = sources.checklist.disk,
                      .picture = sources.checklist.picture,
                      .recording = sources.checklist.recording,
                      .sound = sources.checklist.sound};
    for (const seminar::Alert& alert : studio.alerts) {
        view.alerts.emplace(alert.id, alertView(alert));
    }
    for (const seminar::Panelist& panelist : sources.panelists) {
        view.panelists.emplace(panelist.id.str(), panelistView(panelist));
    }
    for (const seminar::RoomScreen& screen : sources.screens) {
        view.screens.emplace(screen.id.str(), screenView(screen, sources.openScreens.contains(screen.id)));
    }
    view.questions = sources.questions;
    return view;
}

protocol::StudioMeters metersView(const seminar::Meters& meters) {
    const seminar::ProgrammeMeter& programme = meters.programme;
    protocol::StudioMeters view;
    view.programme = {.integratedLufs = rounded(programme.integratedLufs),
                      .momentaryLufs = rounded(programme.momentaryLufs),
                      .peakDb = peaksView(programme.peakDb),
                      .shortTermLufs = rounded(programme.shortTermLufs),
                      .truePeakDb = rounded(programme.truePeakDb)};
    for (const auto& [id, meter] : meters.sources) {
        view.sources[id.str()].peakDb = peaksView(meter.peakDb);
    }
    return view;
}

protocol::AttendSnapshot attendView(const Seminar& seminar, bool watchable) {
    protocol::AttendSnapshot view;
    view.seminar = {.contact = contactView(seminar),
                    .endedAt = timeView(seminar.endedAt),
                    .id = seminar.id.str(),
                    .replayUntil = timeView(seminar.replayUntil),
                    .speakers = seminar.speakers,
                    .startedAt = timeView(seminar.startedAt),
                    .startsAt = timeView(seminar.startsAt),
                    .state = attendState(seminar.state),
                    .title = seminar.title};
    const bool live = seminar::onAir(seminar.state);
    if (watchable && (live || seminar.state == SeminarState::Ended)) {
        const std::string folder = "/media/" + seminar.id.str();
        view.media = {.audioUrl = folder + "/audio.m3u8",
                      .kind = live ? protocol::AttendMediaKind::Live : protocol::AttendMediaKind::Replay,
                      .url = folder + "/index.m3u8"};
    }
    return view;
}

protocol::PanelSnapshot panelView(const seminar::Panelist& you, const Seminar& seminar,
                                  const std::vector<seminar::Panelist>& all, const PanelWords& words) {
    protocol::PanelSnapshot view;
    view.you = you.id.str();
    view.halfPicture = you.halfPicture;
    if (you.busy) {
        view.busy = true;
    }
    view.seminar = {.contact = contactView(seminar),
                    .meeting = seminar.meeting,
                    .startedAt = timeView(seminar.startedAt),
                    .startsAt = timeView(seminar.startsAt),
                    .state = enumOf<protocol::SeminarState>(seminar::stateName(seminar.state)),
                    .title = seminar.title};
    for (const seminar::Panelist& panelist : all) {
        if (panelist.seminar == you.seminar) {
            view.panelists.emplace(panelist.id.str(), panelistView(panelist));
        }
    }
    if (words.message) {
        view.message = protocol::PanelMessage{.at = toRfc3339(words.message->at), .text = words.message->text};
    }
    if (!words.question.empty()) {
        view.question = words.question;
    }
    return view;
}

protocol::OfficeSeminar officeView(const SeminarNow& now, const std::string& publicUrl) {
    const Seminar& seminar = now.seminar;
    return {.contact = contactView(seminar),
            .deviceLimit = seminar.deviceLimit,
            .endedAt = timeView(seminar.endedAt),
            .hasPasscode = !seminar.passcodeHash.empty(),
            .id = seminar.id.str(),
            .meeting = seminar.meeting,
            .policy = enumOf<protocol::AccessPolicy>(seminar::policyName(seminar.policy)),
            .replayKeepSeconds = seminar.replayKeep.count(),
            .replayUntil = timeView(seminar.replayUntil),
            .speakers = seminar.speakers,
            .startedAt = timeView(seminar.startedAt),
            .startsAt = timeView(seminar.startsAt),
            .state = enumOf<protocol::SeminarState>(seminar::stateName(seminar.state)),
            .title = seminar.title,
            .url = seminarUrl(publicUrl, seminar.id),
            .viewers = now.viewers};
}

protocol::PersonView personView(const seminar::Person& person) {
    return {.affiliation = person.affiliation,
            .id = person.id.str(),
            .mail = person.mail,
            .name = person.name,
            .revoked = person.revoked};
}

std::string seminarUrl(const std::string& publicUrl, const SeminarId& id) {
    return publicUrl + "/s/" + id.str();
}

}  // namespace tsudoi::signaling
