// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/live_recording.h"

#include "base/check.h"
#include "recorder/recording_session.h"

#include <algorithm>

namespace tsudoi::recorder {

namespace {

Error ladderChanged(const RenditionName& name) {
    return {ErrorCode::WrongState,
            {"録画を続けられません。設定の画質「" + name.str() + "」が録画開始時と違います。設定を元に戻してください。",
             "The recording cannot go on: rendition \"" + name.str() +
                 "\" in the settings is not what it was when the recording began. Put the settings back."}};
}

RenditionAbout aboutOf(const seminar::RenditionSpec& spec, Fraction frameRate) {
    return {.name = spec.name,
            .size = spec.size,
            .frameRate = spec.size ? frameRate : Fraction{0, 1},
            .videoBitrate = spec.size ? spec.videoBitrate : 0,
            .audioBitrate = spec.audioBitrate};
}

}  // namespace

std::vector<RenditionAbout> aboutRenditions(const seminar::ProgrammeSpec& programme) {
    std::vector<RenditionAbout> abouts;
    for (const auto& spec : programme.renditions) {
        abouts.push_back(aboutOf(spec, programme.frameRate));
    }
    // Sound only renditions are cut with the pictures: the grid is the same.
    const bool anyVideo = std::ranges::any_of(abouts, &RenditionAbout::hasVideo);
    for (auto& about : abouts) {
        about.frameRate = anyVideo ? programme.frameRate : Fraction{0, 1};
    }
    return abouts;
}

Result<TrackMap> mapTracks(const std::vector<RenditionAbout>& renditions, const seminar::ProgrammeSpec& programme) {
    TrackMap map;
    const auto add = [&](TrackId track) {
        if (std::ranges::find(map.tracks, track) == map.tracks.end()) {
            map.tracks.push_back(track);
        }
    };
    for (const auto& about : renditions) {
        const auto spec = std::ranges::find(programme.renditions, about.name, &seminar::RenditionSpec::name);
        if (spec == programme.renditions.end() || spec->size != about.size ||
            (about.hasVideo() && about.frameRate != programme.frameRate)) {
            return fail(ladderChanged(about.name));
        }
        map.video.push_back(about.hasVideo() ? std::optional(spec->video) : std::nullopt);
        map.audio.push_back(spec->audio);
        if (about.hasVideo()) {
            add(spec->video);
        }
        add(spec->audio);
    }
    return map;
}

LiveRecording::LiveRecording(RecordingHouse house, SeminarId seminar, std::filesystem::path directory,
                             RecordingState state, std::shared_ptr<ViewHolder> view) {
    for (const auto& rendition : state.manifest.renditions) {
        renditions_.push_back(rendition.about);
    }
    session_ = std::make_unique<RecordingSession>(std::move(house), std::move(seminar), std::move(directory),
                                                  std::move(state), std::move(view));
    thread_ = std::thread([this] { work(); });
}

LiveRecording::~LiveRecording() {
    close();
}

void LiveRecording::work() {
    while (!queue_->items.closed() || queue_->items.size() > 0) {
        auto item = queue_->items.popFor(RecordingSession::kIdle);
        if (item) {
            if (auto* packet = std::get_if<QueuedPacket>(&*item)) {
                session_->packet(std::move(*packet));
            } else {
                std::get<std::function<void()>> (*item)();
            }
        }
        session_->idle();
    }
    session_->close();
}

void LiveRecording::command(std::function<void()> task) {
    TSUDOI_CHECK(queue_->items.push(std::move(task)) || queue_->items.closed());
}

Result<std::shared_ptr<seminar::PacketSink>> LiveRecording::begin(const seminar::RecordingSpec& spec) {
    auto tracks = mapTracks(renditions_, spec.programme);
    if (!tracks) {
        return fail(tracks.error());
    }
    const auto run = ++run_;
    command([this, run, tracks = std::move(*tracks), epoch = spec.epoch] { session_->begin(run, tracks, epoch); });
    return std::make_shared<QueueSink>(queue_, run);
}

void LiveRecording::end() {
    command([this] { session_->end(); });
}

void LiveRecording::mark(const std::string& label) {
    command([this, label] { session_->mark(label); });
}

void LiveRecording::close() {
    queue_->items.close();
    if (thread_.joinable()) {
        thread_.join();
    }
}

}  // namespace tsudoi::recorder
