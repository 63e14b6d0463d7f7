// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_feed.h"

#include "signaling/control_enum.h"
#include "signaling/control_time.h"
#include "signaling/generated/protocol.h"

#include <utility>

namespace tsudoi::signaling {

namespace {

using nlohmann::json;
using seminar::Role;
using seminar::Session;

/// A seminar that has been on air for so long has something published, also when the recorder has only just taken
/// the recording up again after a restart.
constexpr std::chrono::seconds kSurelyPublished{10};

/// Members that belong to one connection are not part of the shared state.
template <typename View>
json sharedPart(const View& view) {
    json shared = view;
    shared.erase("you");
    shared.erase("serverTime");
    return shared;
}

bool attends(Role role) {
    return role == Role::Attendee || role == Role::Venue;
}

}  // namespace

void ControlFeed::begin(ConnectionId id, const Session& session) {
    const Caller caller{id, session};
    if (session.role == Role::Operator) {
        parts_.sender.sendText(id, notificationText("studio.state", followStudio(caller)));
    } else if (session.role == Role::Organiser) {
        parts_.sender.sendText(id, notificationText("seminar.state", followSeminars(caller)));
    } else if (session.role == Role::Panelist) {
        if (auto state = followPanel(caller)) {
            parts_.sender.sendText(id, notificationText("panel.state", std::move(*state)));
        }
    } else if (attends(session.role)) {
        if (auto state = followAttend(caller)) {
            parts_.sender.sendText(id, notificationText("attend.state", std::move(*state)));
        }
    }
}

void ControlFeed::sessionChanged(ConnectionId id, const Session& session) {
    if (!attends(session.role)) {
        return;
    }
    Topic& topic = attendTopic(session.seminar);
    topic.followers.insert_or_assign(id, session);
    parts_.sender.sendText(id, topic.stream.snapshotText(attendPersonal(session)));
}

void ControlFeed::personChanged(const PersonId& person) {
    for (auto& [seminar, topic] : attend_) {
        for (const auto& [connection, session] : topic.followers) {
            if (session.person == person) {
                parts_.sender.sendText(connection, topic.stream.snapshotText(attendPersonal(session)));
            }
        }
    }
}

void ControlFeed::forget(ConnectionId id) {
    studio_.followers.erase(id);
    seminars_.followers.erase(id);
    for (auto& [seminar, topic] : attend_) {
        topic.followers.erase(id);
    }
    for (auto& [panelist, topic] : panel_) {
        topic.followers.erase(id);
    }
    std::erase_if(panel_, [](const auto& panelist) { return panelist.second.followers.empty(); });
}

json ControlFeed::followStudio(const Caller& caller) {
    refreshStudio();
    studio_.followers.insert_or_assign(caller.connection, *caller.session);
    return studio_.stream.snapshot(studioPersonal(*caller.session));
}

json ControlFeed::followSeminars(const Caller& caller) {
    refreshSeminars();
    seminars_.followers.insert_or_assign(caller.connection, *caller.session);
    return seminars_.stream.snapshot(json::object());
}

Result<json> ControlFeed::followAttend(const Caller& caller) {
    const SeminarId& id = caller.session->seminar;
    if (parts_.office.find(id) == nullptr) {
        return fail(ErrorCode::NotFound, Text{"このセミナーは見つかりません。主催者にお問い合わせください。",
                                              "This seminar does not exist. Ask the organiser."});
    }
    Topic& topic = attendTopic(id);
    refreshAttend(id, topic);
    topic.followers.insert_or_assign(caller.connection, *caller.session);
    return topic.stream.snapshot(attendPersonal(*caller.session));
}

Result<json> ControlFeed::followPanel(const Caller& caller) {
    const InputId id(caller.session->person.str());
    if (!parts_.panel.find(id)) {
        return fail(ErrorCode::NotFound, Text{"このパネリストは登録されていません。主催者にお問い合わせください。",
                                              "There is no such panelist. Ask the organiser."});
    }
    Topic& topic = panel_.try_emplace(id, Topic{StateStream("panel.state"), {}}).first->second;
    refreshPanel(id, topic);
    topic.followers.insert_or_assign(caller.connection, *caller.session);
    return topic.stream.snapshot({{"serverTime", toRfc3339(parts_.clock.wall())}});
}

void ControlFeed::changed() {
    if (std::exchange(refreshPosted_, true)) {
        return;
    }
    parts_.control.post(lifetime_.bind([this] {
        kControlThread.assertHere();
        refresh();
    }));
}

void ControlFeed::refresh() {
    refreshPosted_ = false;
    if (!studio_.followers.empty()) {
        refreshStudio();
    }
    announceAlerts();
    if (!seminars_.followers.empty()) {
        refreshSeminars();
    }
    for (auto& [id, topic] : attend_) {
        if (!topic.followers.empty()) {
            refreshAttend(id, topic);
        }
    }
    for (auto& [id, topic] : panel_) {
        refreshPanel(id, topic);
    }
}

void ControlFeed::refreshStudio() {
    const std::vector<SeminarNow> seminars = seminarsNow();
    const StudioSources sources{.studio = parts_.studio.state(),
                                .spec = parts_.spec,
                                .seminars = seminars,
                                .panelists = parts_.panel.all(),
                                .screens = parts_.screens.all(),
                                .openScreens = openScreens(),
                                .questions = questions(seminars),
                                .onAir = parts_.office.onAirNow(),
                                .arranging = parts_.meeting.arranges(),
                                .recording = parts_.office.recording(),
                                .checklist = parts_.runSheet.checklist(),
                                .macros = parts_.macros.all(),
                                .macroRun = parts_.macros.running(),
                                .director = parts_.director.on(),
                                .now = parts_.clock.wall()};
    send(studio_.followers, studio_.stream.advance(sharedPart(studioView(sources))));
}

void ControlFeed::refreshSeminars() {
    const auto view = seminarsView(seminarsNow(), parts_.office.onAirNow(), parts_.clock.wall());
    send(seminars_.followers, seminars_.stream.advance(json(view)));
}

void ControlFeed::refreshAttend(const SeminarId& id, Topic& topic) {
    const seminar::Seminar* seminar = parts_.office.find(id);
    if (seminar == nullptr) {
        return;
    }
    const SharedText patch = topic.stream.advance(sharedPart(attendView(*seminar, watchable(*seminar))));
    if (!patch) {
        return;
    }
    for (const auto& [connection, session] : topic.followers) {
        // The state of a displaced device differs from the shared one, so patches do not fit it.
        parts_.sender.sendText(connection,
                               session.displaced ? topic.stream.snapshotText(attendPersonal(session)) : patch);
    }
}

void ControlFeed::refreshPanel(const InputId& id, Topic& topic) {
    const auto panelist = parts_.panel.find(id);
    const seminar::Seminar* seminar = panelist ? parts_.office.find(panelist->seminar) : nullptr;
    if (seminar == nullptr) {
        return;
    }
    json shared = panelView(*panelist, *seminar, parts_.panel.all(),
                            {.message = parts_.panel.message(id), .question = parts_.panel.question(seminar->id)});
    shared.erase("serverTime");
    send(topic.followers, topic.stream.advance(std::move(shared)));
}

void ControlFeed::announceAlerts() {
    std::map<std::string, WallTime> now;
    for (const seminar::Alert& alert : parts_.studio.state().alerts) {
        now.emplace(alert.id, alert.at);
        const auto seen = announced_.find(alert.id);
        const bool isNew = seen == announced_.end() || seen->second != alert.at;
        if (isNew && !alert.over) {
            const protocol::StudioAlert news{.alert = alertView(alert), .id = alert.id};
            send(studio_.followers, notificationText("studio.alert", json(news)));
        }
    }
    announced_.swap(now);
}

void ControlFeed::metered(const seminar::Meters& meters) {
    if (studio_.followers.empty()) {
        return;
    }
    const SharedText text = notificationText("studio.meters", json(metersView(meters)));
    for (const auto& [connection, session] : studio_.followers) {
        parts_.sender.sendNewestText(connection, "meters", text);
    }
}

std::vector<SeminarNow> ControlFeed::seminarsNow() const {
    std::vector<SeminarNow> result;
    for (seminar::Seminar& seminar : parts_.office.all()) {
        const int viewers = parts_.access.viewers(seminar.id);
        result.push_back({.seminar = std::move(seminar), .viewers = viewers});
    }
    return result;
}

std::map<std::string, std::string> ControlFeed::questions(const std::vector<SeminarNow>& seminars) const {
    std::map<std::string, std::string> asked;
    for (const SeminarNow& now : seminars) {
        if (std::string text = parts_.panel.question(now.seminar.id); !text.empty()) {
            asked.emplace(now.seminar.id.str(), std::move(text));
        }
    }
    return asked;
}

void ControlFeed::send(const Followers& followers, const SharedText& text) const {
    if (!text) {
        return;
    }
    for (const auto& [connection, session] : followers) {
        parts_.sender.sendText(connection, text);
    }
}

ControlFeed::Topic& ControlFeed::attendTopic(const SeminarId& id) {
    return attend_.try_emplace(id, Topic{StateStream("attend.state"), {}}).first->second;
}

json ControlFeed::studioPersonal(const Session& session) const {
    const protocol::StudioYou you{.name = session.name,
                                  .role = enumOf<protocol::Role>(seminar::roleName(session.role))};
    return {{"you", you}, {"serverTime", toRfc3339(parts_.clock.wall())}};
}

json ControlFeed::attendPersonal(const Session& session) const {
    protocol::AttendYou you{.displaced = session.displaced, .name = session.name, .revoked = session.revoked};
    if (const auto screen = parts_.screens.find(session.person);
        screen && session.role == Role::Venue && screen->clock) {
        you.clock = true;
    }
    json personal = {{"you", you}, {"serverTime", toRfc3339(parts_.clock.wall())}};
    if (session.displaced || session.revoked) {
        personal["media"] = nullptr;
    }
    return personal;
}

std::set<PersonId> ControlFeed::openScreens() const {
    std::set<PersonId> open;
    for (const auto& [seminar, topic] : attend_) {
        for (const auto& [connection, session] : topic.followers) {
            if (session.role == Role::Venue && !session.displaced) {
                open.insert(session.person);
            }
        }
    }
    return open;
}

bool ControlFeed::watchable(const seminar::Seminar& seminar) const {
    if (seminar.meeting) {
        return false;
    }
    if (!seminar::onAir(seminar.state)) {
        return seminar.state == seminar::SeminarState::Ended;
    }
    return parts_.office.recording().published > MediaTime::zero() ||
           (seminar.startedAt && parts_.clock.wall() - *seminar.startedAt > kSurelyPublished);
}

}  // namespace tsudoi::signaling
