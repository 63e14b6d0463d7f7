// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_role.h"
#include "base/worker.h"
#include "seminar/access_table.h"
#include "seminar/meeting.h"
#include "seminar/office.h"
#include "seminar/panel.h"
#include "seminar/room_screens.h"
#include "seminar/run_sheet.h"
#include "seminar/studio.h"
#include "seminar/turn.h"
#include "signaling/control_hub.h"
#include "support/fake_crypto.h"
#include "support/fake_programme.h"
#include "support/fake_recorder.h"
#include "support/fake_sender.h"
#include "support/fake_store.h"
#include "support/manual_executor.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

namespace tsudoi::tests {

using nlohmann::json;
using signaling::ConnectionId;

/// The control layer over the real domain and fakes of everything outside. It has two inputs, "camera" and "slides",
/// and an open seminar, "spring".
struct ControlRig {
    ControlRig() {
        kControlThread.assertHere();
        seminar::InputSpec camera{
            .id = InputId("camera"), .name = "Camera", .kind = seminar::InputKind::Rtsp, .url = "rtsp://me:pw@cam/1"};
        seminar::InputSpec slides{
            .id = InputId("slides"), .name = "Slides", .kind = seminar::InputKind::Image, .path = "/tmp/slides.png"};
        studio.restore({}, {camera, slides});
        office.restore({}, {});
        seminar::Seminar spring;
        spring.id = id;
        spring.title = "Spring lecture";
        spring.contactPhone = "03-0000-0000";
        REQUIRE(office.create(spring, "").has_value());
        REQUIRE(office.publish(id).has_value());
        hub.emplace(parts());
        sound();
    }

    signaling::ControlHub::Parts parts() {
        seminar::ProgrammeSpec spec;
        spec.canvas = {1920, 1080};
        spec.frameRate = {30, 1};
        return {.sender = sender,
                .access = access,
                .studio = studio,
                .office = office,
                .panel = panel,
                .screens = screens,
                .meeting = meeting,
                .runSheet = runSheet,
                .macros = macros,
                .director = director,
                .programme = programme,
                .control = executor,
                .spec = spec,
                .publicUrl = "https://tsudoi.example",
                .devices = [this](auto done) { done(devices); },
                .clock = executor.clock()};
    }

    /// A connection with the session that a new link of this role opens.
    ConnectionId connect(seminar::Role role, const std::string& name = "") {
        kControlThread.assertHere();
        const bool staff = seminar::isStaff(role);
        return connectWith(enter(role == seminar::Role::Attendee
                                     ? access.addPerson({.id = PersonId(name), .seminar = id, .name = name})
                                     : access.addKey(role, staff ? SeminarId() : id)));
    }
    seminar::Session enter(const std::string& key) {
        kControlThread.assertHere();
        std::optional<Result<seminar::Entry>> answer;
        access.enter({.key = key}, [&](Result<seminar::Entry> entry) { answer = std::move(entry); });
        REQUIRE(executor.runUntil([&] { return answer.has_value(); }));
        REQUIRE(answer->has_value());
        return (*answer)->session;
    }
    ConnectionId connectWith(std::optional<seminar::Session> session) {
        kControlThread.assertHere();
        const ConnectionId connection{++lastConnection};
        hub->opened(connection, std::move(session));
        executor.run();
        return connection;
    }
    void say(ConnectionId who, const std::string& text) {
        kControlThread.assertHere();
        hub->message(who, text);
        executor.run();
    }
    /// \return the whole response
    json ask(ConnectionId who, const std::string& method, const json& params = json::object()) {
        const int request = ++lastRequest;
        say(who, json{{"jsonrpc", "2.0"}, {"id", request}, {"method", method}, {"params", params}}.dump());
        for (const json& text : sender.peers[who].texts) {
            if (text.value("id", json()) == request) {
                return text;
            }
        }
        return {};
    }
    /// \return the result; the call must succeed
    json call(ConnectionId who, const std::string& method, const json& params = json::object()) {
        const json response = ask(who, method, params);
        INFO(response.dump());
        REQUIRE(response.contains("result"));
        return response["result"];
    }
    /// \return the error's id; "" when the call succeeds
    std::string errorOf(ConnectionId who, const std::string& method, const json& params = json::object()) {
        const json response = ask(who, method, params);
        return response.contains("error") ? response["error"]["data"]["id"].get<std::string>() : "";
    }
    /// \return params of all notifications of this method, oldest first
    std::vector<json> told(ConnectionId who, const std::string& method) {
        std::vector<json> found;
        for (const json& text : sender.peers[who].texts) {
            if (text.value("method", "") == method) {
                found.push_back(text["params"]);
            }
        }
        return found;
    }
    /// The state as a page has it that took every notification; a missed revision fails the test.
    json followed(ConnectionId who, const std::string& method) {
        json state;
        json revision;
        for (const json& update : told(who, method)) {
            if (update.contains("snapshot")) {
                state = update["snapshot"];
            } else {
                REQUIRE(update["base"] == revision);
                state.merge_patch(update["patch"]);
            }
            revision = update["revision"];
        }
        return state;
    }
    /// The programme sounds, so that nothing speaks against going live.
    void sound() {
        kControlThread.assertHere();
        seminar::Meters meters;
        meters.programme.momentaryLufs = -18;
        studio.metered(meters);
        executor.run();
    }
    /// The programme has been silent for as long as the run sheet cares.
    void silence() {
        kControlThread.assertHere();
        for (int i = 0; i < seminar::RunSheet::kHeardReports; ++i) {
            studio.metered({});
        }
        executor.run();
    }
    void seminarStep(Status (seminar::Office::*step)(const SeminarId&)) {
        kControlThread.assertHere();
        REQUIRE((office.*step)(id).has_value());
        executor.run();
    }

    const SeminarId id{"spring"};
    CallLog log;
    FakeStore store;
    FakeCrypto crypto;
    ManualExecutor executor;
    Worker worker;
    FakeProgramme programme{&log};
    FakeRecorder recorder{log};
    FakeSender sender;
    Result<std::vector<signaling::ControlDevice>> devices;
    seminar::AccessTable access{store, crypto, executor, worker, executor.clock()};
    seminar::Studio studio{programme, store, executor, executor.clock()};
    seminar::Office office{{programme, recorder, access, studio, store, executor, executor.clock()},
                           seminar::ProgrammeSpec{},
                           std::chrono::hours(24 * 7)};
    seminar::Panel panel{{programme, access, studio, office, executor.clock()}};
    seminar::RoomScreens screens{{programme, access, studio, office}};
    seminar::Meeting meeting{{studio, office, panel, executor, executor.clock()}};
    seminar::RunSheet runSheet{studio, office};
    seminar::Macros macros{{studio, office, store, executor}};
    seminar::AutoDirector director{studio, meeting, store};
    seminar::Turn turn{{programme, studio, office, panel, screens}};
    std::optional<signaling::ControlHub> hub;
    std::uint64_t lastConnection = 0;
    int lastRequest = 0;
};

}  // namespace tsudoi::tests
