// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/main_loop.h"
#include "base/worker.h"
#include "seminar/office.h"
#include "seminar/studio.h"
#include "signaling/control_hub.h"
#include "signaling/crypto.h"
#include "signaling/server.h"
#include "tests/support/control_client.h"
#include "tests/support/fake_programme.h"
#include "tests/support/fake_recorder.h"
#include "tests/support/fake_store.h"
#include "tests/support/server_rig.h"

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>
#include <thread>

using namespace tsudoi;
using namespace std::chrono_literals;
using nlohmann::json;
using seminar::Role;
using tests::ControlClient;

namespace {

/// The domain, the control layer and the network as they are; programme, recorder and store are fakes.
class ChannelRig {
public:
    ChannelRig() {
        onControl([this] {
            kControlThread.assertHere();
            build();
        });
    }
    ~ChannelRig() {
        onControl([this] {
            kControlThread.assertHere();
            server->stop();
            hub.reset();
            server.reset();
            office.reset();
            studio.reset();
            access.reset();
        });
        loop.stop();
        thread_.join();
    }
    ChannelRig(const ChannelRig&) = delete;
    ChannelRig& operator=(const ChannelRig&) = delete;

    void onControl(const std::function<void()>& run) {
        Event done;
        loop.post([&] {
            run();
            done.set();
        });
        done.wait();
    }
    std::string keyOf(Role role) {
        std::string key;
        onControl([&] {
            kControlThread.assertHere();
            key = access->addKey(role, seminar::isStaff(role) ? SeminarId() : SeminarId("spring"));
        });
        return key;
    }
    /// \return a Cookie line out of POST /api/session
    std::string signIn(const std::string& key) {
        test::WebClient web(server->port());
        const auto answer = web.post("/api/session", "Content-Type: application/json\r\n", json{{"key", key}}.dump());
        REQUIRE(answer);
        REQUIRE(answer->status == 200);
        const std::string cookie = answer->fields.at("set-cookie");
        return "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
    }

    tests::CallLog log;
    tests::FakeStore store;
    tests::FakeProgramme programme{&log};
    tests::FakeRecorder recorder{log};
    test::TableShelf shelf;
    signaling::OpenSslCrypto crypto;
    Worker worker;
    MainLoop loop;
    std::unique_ptr<seminar::AccessTable> access;
    std::unique_ptr<seminar::Studio> studio;
    std::unique_ptr<seminar::Office> office;
    std::unique_ptr<seminar::Panel> panel;
    std::unique_ptr<seminar::RoomScreens> screens;
    std::unique_ptr<seminar::Meeting> meeting;
    std::unique_ptr<seminar::RunSheet> runSheet;
    std::unique_ptr<seminar::Macros> macros;
    std::unique_ptr<seminar::AutoDirector> director;
    std::unique_ptr<signaling::AccessTableGate> gate;
    std::unique_ptr<signaling::Server> server;
    std::unique_ptr<signaling::ControlHub> hub;

private:
    void build() TSUDOI_CONTROL_THREAD {
        access = std::make_unique<seminar::AccessTable>(store, crypto, loop, worker);
        studio = std::make_unique<seminar::Studio>(programme, store, loop);
        office = std::make_unique<seminar::Office>(
            seminar::Office::Parts{programme, recorder, *access, *studio, store, loop}, seminar::ProgrammeSpec{}, 1h);
        panel = std::make_unique<seminar::Panel>(seminar::Panel::Parts{programme, *access, *studio, *office});
        screens =
            std::make_unique<seminar::RoomScreens>(seminar::RoomScreens::Parts{programme, *access, *studio, *office});
        meeting = std::make_unique<seminar::Meeting>(seminar::Meeting::Parts{*studio, *office, *panel, loop});
        runSheet = std::make_unique<seminar::RunSheet>(*studio, *office);
        macros = std::make_unique<seminar::Macros>(seminar::Macros::Parts{*studio, *office, store, loop});
        director = std::make_unique<seminar::AutoDirector>(*studio, *meeting, store);
        studio->restore({}, {{.id = InputId("camera"), .name = "Camera"}, {.id = InputId("slides"), .name = "Slides"}});
        office->restore({}, {});
        seminar::Seminar spring;
        spring.id = SeminarId("spring");
        spring.title = "Spring lecture";
        REQUIRE(office->create(spring, "").has_value());
        REQUIRE(office->publish(spring.id).has_value());
        gate = std::make_unique<signaling::AccessTableGate>(*access);
        auto made = signaling::Server::create(
            test::ServerRig::plainOptions(),
            {.access = *access, .shelf = shelf, .crypto = crypto, .gate = *gate, .control = loop});
        REQUIRE(made.has_value());
        server = std::move(*made);
        hub = std::make_unique<signaling::ControlHub>(signaling::ControlHub::Parts{.sender = server->sender(),
                                                                                   .access = *access,
                                                                                   .studio = *studio,
                                                                                   .office = *office,
                                                                                   .panel = *panel,
                                                                                   .screens = *screens,
                                                                                   .meeting = *meeting,
                                                                                   .runSheet = *runSheet,
                                                                                   .macros = *macros,
                                                                                   .director = *director,
                                                                                   .programme = programme,
                                                                                   .control = loop,
                                                                                   .spec = {},
                                                                                   .publicUrl = server->url()});
        server->start(*hub);
    }

    std::thread thread_{[this] {
        loop.run();
    }};
};

json full(const std::string& input) {
    return {{"layout", "full"}, {"slots", {{"main", input}}}};
}

}  // namespace

TEST_CASE("two operators over real sockets see the same; one has a cookie, one says hello") {
    ChannelRig rig;
    ControlClient hana(rig.server->port(), rig.signIn(rig.keyOf(Role::Operator)));
    ControlClient jiro(rig.server->port(), "");
    CHECK(jiro.ask("studio.get")["error"]["data"]["id"] == "not-signed-in");
    CHECK(jiro.ask("session.hello", {{"key", rig.keyOf(Role::Operator)}})["result"]["role"] == "operator");
    hana.ask("studio.preview", {{"scene", full("slides")}});
    jiro.ask("studio.take", {{"transition", "cut"}});
    const auto shown = [](const json& state) {
        return state["programme"] == full("slides");
    };
    const json one = hana.follow("studio.state", shown);
    const json two = jiro.follow("studio.state", shown);
    CHECK(one["preview"] == two["preview"]);
    CHECK(one["inputs"] == two["inputs"]);
}

TEST_CASE("an attendee's page learns of the start; a revoked one is told and closed with 4003") {
    ChannelRig rig;
    ControlClient hana(rig.server->port(), rig.signIn(rig.keyOf(Role::Operator)));
    ControlClient office(rig.server->port(), rig.signIn(rig.keyOf(Role::Organiser)));
    const json added = office.ask("office.person.add", {{"seminar", "spring"}, {"name", "山田"}})["result"];
    const std::string link = added["link"];
    ControlClient taro(rig.server->port(), rig.signIn(link.substr(link.find("#k=") + 3)));
    CHECK(taro.follow("attend.state", [](const json&) { return true; })["seminar"]["state"] == "open");
    CHECK(hana.ask("seminar.start", {{"anyway", true}}).contains("result"));
    taro.follow("attend.state", [](const json& state) { return state["seminar"]["state"] == "live"; });
    office.ask("office.person.revoke", {{"seminar", "spring"}, {"person", added["id"]}});
    taro.follow("attend.state", [](const json& state) { return state["you"]["revoked"] == true; });
    CHECK(taro.closeCode() == 4003);
}

TEST_CASE("studio pictures come as binary messages while they are watched") {
    ChannelRig rig;
    ControlClient hana(rig.server->port(), rig.signIn(rig.keyOf(Role::Operator)));
    CHECK(hana.ask("studio.pictures", {{"watch", true}}).contains("result"));
    std::shared_ptr<seminar::PictureSink> sink;
    rig.onControl([&] { sink = rig.programme.pictures; });
    REQUIRE(sink != nullptr);
    sink->picture({seminar::PictureId::Kind::Preview, {}}, SharedBytes(Bytes(5000, std::byte{'j'})));
    const std::string message = hana.picture();
    CHECK(message.starts_with("\x01\x07preview"));
    CHECK(message.size() == 9 + 5000);
    CHECK(hana.ask("studio.pictures", {{"watch", true}, {"form", "multiview"}}).contains("result"));
    rig.onControl([&] { CHECK(rig.programme.pictureForms.multiview); });
    sink->multiview(std::make_shared<seminar::Multiview>(), SharedBytes(Bytes(3, std::byte{'h'})), true);
    CHECK(hana.picture().ends_with("hhh"));
    hana.ask("studio.pictures", {{"watch", false}});
    rig.onControl([&] { CHECK(rig.programme.pictures == nullptr); });
}
