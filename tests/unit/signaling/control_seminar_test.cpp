// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_hub.h"
#include "support/control_rig.h"

#include <doctest/doctest.h>

#include <string>

using namespace tsudoi;
using namespace std::chrono_literals;
using seminar::Role;
using signaling::CloseCode;
using tests::ConnectionId;
using tests::ControlRig;
using tests::json;

namespace {

/// Goes on air, with something published.
void goLive(ControlRig& rig, ConnectionId who) {
    rig.call(who, "seminar.start");
    seminar::RecordingStatus status;
    status.active = true;
    status.published = 500ms;
    rig.office.recordingStarted(rig.id);
    rig.office.recordingChanged(rig.id, status);
    rig.executor.run();
}

}  // namespace

TEST_CASE("a seminar goes through its states from the control channel") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const auto state = [&] {
        return rig.followed(hana, "studio.state")["seminars"]["spring"]["state"];
    };
    rig.call(hana, "seminar.rehearse");
    CHECK(state() == "rehearsal");
    rig.call(hana, "seminar.start", {{"seminar", "spring"}});
    CHECK(state() == "live");
    CHECK(rig.errorOf(hana, "seminar.start") == "wrong-state");
    rig.call(hana, "seminar.pause");
    CHECK(state() == "intermission");
    rig.call(hana, "seminar.resume");
    rig.call(hana, "studio.mark", {{"label", "Q & A"}});
    CHECK(rig.log.back() == "mark spring Q & A");
    rig.call(hana, "seminar.end");
    CHECK(state() == "ended");
    CHECK(rig.followed(hana, "studio.state")["seminars"]["spring"].contains("undoUntil"));
    CHECK(rig.errorOf(hana, "studio.mark", {{"label", "too late"}}) == "wrong-state");
}

TEST_CASE("a silent seminar goes live at the second asking, and the checklist tells before") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    CHECK(rig.followed(hana, "studio.state")["checklist"]["sound"] == true);
    rig.silence();
    CHECK(rig.followed(hana, "studio.state")["checklist"]["sound"] == false);
    CHECK(rig.errorOf(hana, "seminar.start") == "not-ready");
    CHECK(rig.followed(hana, "studio.state")["seminars"]["spring"]["state"] == "open");
    rig.call(hana, "seminar.start", {{"anyway", true}});
    CHECK(rig.followed(hana, "studio.state")["seminars"]["spring"]["state"] == "live");
    CHECK(rig.errorOf(hana, "seminar.start") == "wrong-state");
}

TEST_CASE("the end can be taken back, and the page sees when that is over") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    goLive(rig, hana);
    rig.call(hana, "seminar.end");
    rig.programme.finishStopping();
    rig.call(hana, "seminar.undoEnd", {{"seminar", "spring"}});
    CHECK(rig.followed(hana, "studio.state")["onAir"] == "spring");
    rig.call(hana, "seminar.end");
    rig.executor.advance(12s);
    CHECK_FALSE(rig.followed(hana, "studio.state")["seminars"]["spring"].contains("undoUntil"));
    CHECK(rig.errorOf(hana, "seminar.undoEnd", {{"seminar", "spring"}}) == "expired");
}

TEST_CASE("which seminar is meant must be clear") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const ConnectionId admin = rig.connect(Role::Admin);
    rig.call(admin, "office.seminar.create", {{"seminar", {{"title", "Autumn"}, {"id", "autumn"}}}});
    CHECK(rig.errorOf(hana, "seminar.start") == "invalid-argument");
    CHECK(rig.errorOf(hana, "seminar.start", {{"seminar", "winter"}}) == "not-found");
    rig.call(hana, "seminar.start", {{"seminar", "spring"}});
    rig.call(hana, "seminar.pause");
}

TEST_CASE("an attendee's page learns of the start by itself, and where the media are") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const ConnectionId taro = rig.connect(Role::Attendee, "taro");
    const json first = rig.followed(taro, "attend.state");
    CHECK(first["seminar"]["title"] == "Spring lecture");
    CHECK(first["seminar"]["contact"]["phone"] == "03-0000-0000");
    CHECK(first["seminar"]["state"] == "open");
    CHECK(first["you"] == json{{"name", "taro"}, {"displaced", false}, {"revoked", false}});
    CHECK_FALSE(first.contains("media"));
    rig.call(hana, "seminar.rehearse");
    CHECK(rig.told(taro, "attend.state").size() == 1);
    goLive(rig, hana);
    const json live = rig.followed(taro, "attend.state");
    CHECK(live["seminar"]["state"] == "live");
    CHECK(live["media"]["url"] == "/media/spring/index.m3u8");
    rig.call(hana, "seminar.end");
    const json ended = rig.followed(taro, "attend.state");
    CHECK(ended["media"]["kind"] == "replay");
    CHECK(ended["seminar"].contains("replayUntil"));
    CHECK(ended.dump().find("viewers") == std::string::npos);
    CHECK(rig.call(taro, "attend.get")["snapshot"]["seminar"] == ended["seminar"]);
    CHECK(rig.call(taro, "attend.beat").contains("serverTime"));
}

TEST_CASE("the oldest device gives way, is told, and can take back") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    goLive(rig, hana);
    const std::string key = rig.access.addPerson({.id = PersonId("taro"), .seminar = rig.id, .name = "Taro"});
    const ConnectionId phone = rig.connectWith(rig.enter(key));
    rig.executor.advance(1s);
    const ConnectionId tablet = rig.connectWith(rig.enter(key));
    rig.executor.advance(1s);
    const ConnectionId desk = rig.connectWith(rig.enter(key));
    rig.executor.run();
    json state = rig.followed(phone, "attend.state");
    CHECK(state["you"]["displaced"] == true);
    CHECK_FALSE(state.contains("media"));
    rig.call(hana, "seminar.pause");
    CHECK(rig.followed(phone, "attend.state")["seminar"]["state"] == "intermission");
    CHECK_FALSE(rig.followed(phone, "attend.state").contains("media"));
    rig.executor.advance(1s);
    rig.call(phone, "attend.useHere");
    state = rig.followed(phone, "attend.state");
    CHECK(state["you"]["displaced"] == false);
    CHECK(state["media"]["kind"] == "live");
    CHECK(rig.followed(tablet, "attend.state")["you"]["displaced"] == true);
    CHECK(rig.followed(desk, "attend.state")["you"]["displaced"] == false);
}

TEST_CASE("a revoked person is told and disconnected") {
    ControlRig rig;
    const ConnectionId organiser = rig.connect(Role::Organiser);
    const ConnectionId taro = rig.connect(Role::Attendee, "taro");
    const ConnectionId jiro = rig.connect(Role::Attendee, "jiro");
    rig.call(organiser, "office.person.revoke", {{"seminar", "spring"}, {"person", "taro"}});
    CHECK(rig.followed(taro, "attend.state")["you"]["revoked"] == true);
    CHECK(rig.sender.peers[taro].closed == CloseCode::NotSignedIn);
    CHECK_FALSE(rig.sender.peers[jiro].closed.has_value());
}

TEST_CASE("viewers are counted while they watch") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    goLive(rig, hana);
    const seminar::Session taro =
        rig.enter(rig.access.addPerson({.id = PersonId("taro"), .seminar = rig.id, .name = "Taro"}));
    REQUIRE(rig.access.mediaAccess(taro.hash, rig.id) == seminar::MediaAccess::Allowed);
    rig.executor.advance(2s);
    CHECK(rig.followed(hana, "studio.state")["seminars"]["spring"]["viewers"] == 1);
    rig.executor.advance(30s);
    CHECK(rig.followed(hana, "studio.state")["seminars"]["spring"]["viewers"] == 0);
}

TEST_CASE("the office makes a seminar and a person's link") {
    ControlRig rig;
    const ConnectionId organiser = rig.connect(Role::Organiser);
    const json seminar = {{"title", "Autumn"},
                          {"contact", {{"name", "Office"}, {"phone", "03"}}},
                          {"startsAt", "2027-01-01T18:00:00+09:00"},
                          {"deviceLimit", 3}};
    const json made = rig.call(organiser, "office.seminar.create", {{"seminar", seminar}});
    const std::string id = made["id"];
    CHECK(made["url"] == "https://tsudoi.example/s/" + id);
    CHECK(rig.followed(organiser, "seminar.state")["seminars"][id]["startsAt"] == "2027-01-01T09:00:00.000Z");
    rig.call(organiser, "office.seminar.publish", {{"seminar", id}});
    const json added =
        rig.call(organiser, "office.person.add", {{"seminar", id}, {"name", "山田"}, {"mail", "y@e.jp"}});
    const std::string link = added["link"];
    const std::string start = "https://tsudoi.example/s/" + id + "#k=";
    REQUIRE(link.starts_with(start));
    CHECK(rig.enter(link.substr(start.size())).name == "山田");
    const json people = rig.call(organiser, "office.person.list", {{"seminar", id}})["people"];
    CHECK(people[0]["id"] == added["id"]);
    CHECK(people.dump().find(link.substr(start.size())) == std::string::npos);
    rig.call(organiser, "office.person.revoke", {{"seminar", id}, {"person", added["id"]}});
    CHECK(rig.call(organiser, "office.person.list", {{"seminar", id}})["people"][0]["revoked"] == true);
}

TEST_CASE("a meeting has participants and no attendees, and arranges its picture unless somebody takes another one") {
    ControlRig rig;
    const ConnectionId admin = rig.connect(Role::Admin);
    const json unlisted = {{"title", "x"}, {"meeting", true}, {"policy", "unlisted"}};
    CHECK(rig.errorOf(admin, "office.seminar.create", {{"seminar", unlisted}}) == "invalid-argument");
    const json wanted = {{"title", "Preparation"}, {"meeting", true}};
    const std::string id = rig.call(admin, "office.seminar.create", {{"seminar", wanted}})["id"];
    const json refused = rig.ask(admin, "office.person.add", {{"seminar", id}, {"name", "x"}})["error"];
    CHECK(refused["data"]["id"] == "not-allowed");
    CHECK(refused["data"]["ja"].get<std::string>().find("パネリスト") != std::string::npos);

    CHECK(rig.errorOf(admin, "studio.arrange") == "wrong-state");
    rig.call(admin, "seminar.rehearse", {{"seminar", id}});
    rig.executor.run();
    const json running = rig.call(admin, "studio.get")["snapshot"];
    CHECK(running["seminars"][id]["meeting"] == true);
    CHECK(running["seminars"][id]["state"] == "rehearsal");
    CHECK(running["seminars"]["spring"]["meeting"] == false);
    CHECK(running["arranging"] == true);
    CHECK(running["programme"]["layout"] == "panel");
    CHECK(rig.errorOf(admin, "seminar.start", {{"seminar", "spring"}}) == "wrong-state");

    const json full = {{"layout", "full"}, {"slots", {{"main", "slides"}}}};
    rig.call(admin, "studio.preview", {{"scene", full}});
    rig.call(admin, "studio.take");
    rig.executor.run();
    CHECK(rig.call(admin, "studio.get")["snapshot"]["arranging"] == false);
    rig.call(admin, "studio.arrange");
    const json again = rig.call(admin, "studio.get")["snapshot"];
    CHECK(again["arranging"] == true);
    CHECK(again["programme"]["slots"]["1"] == "slides");
    rig.call(admin, "seminar.rehearse", {{"seminar", id}});
    CHECK_FALSE(rig.call(admin, "studio.get")["snapshot"].contains("arranging"));
}

TEST_CASE("somebody in the picture of a meeting can be removed") {
    ControlRig rig;
    const ConnectionId admin = rig.connect(Role::Admin);
    const json wanted = {{"title", "Preparation"}, {"meeting", true}};
    const std::string id = rig.call(admin, "office.seminar.create", {{"seminar", wanted}})["id"];
    const json guest = rig.call(admin, "panel.add", {{"seminar", id}, {"name", "山田"}});
    const std::string panelist = guest["id"];
    rig.call(admin, "seminar.rehearse", {{"seminar", id}});
    rig.studio.inputChanged({.id = InputId(panelist), .state = seminar::InputState::Live});
    rig.executor.run();
    const json shown = rig.call(admin, "studio.get")["snapshot"];
    CHECK(shown["panelists"][panelist]["place"] == "stage");
    CHECK(shown["programme"]["slots"]["2"] == panelist);
    rig.call(admin, "panel.remove", {{"panelist", panelist}});
    CHECK_FALSE(rig.programme.inputs.contains(InputId(panelist)));
}

TEST_CASE("the office changes, extends and removes") {
    ControlRig rig;
    const ConnectionId organiser = rig.connect(Role::Organiser);
    rig.call(organiser, "office.seminar.update", {{"seminar", {{"id", "spring"}, {"title", "Late spring"}}}});
    const json listed = rig.call(organiser, "office.seminar.list")["seminars"][0];
    CHECK(listed["title"] == "Late spring");
    CHECK(listed["contact"]["phone"] == "03-0000-0000");
    CHECK(listed["url"] == "https://tsudoi.example/s/spring");
    CHECK(rig.errorOf(organiser, "office.seminar.update", {{"seminar", {{"id", "spring"}, {"startsAt", "soon"}}}}) ==
          "invalid-argument");
    CHECK(rig.errorOf(organiser, "office.seminar.update", {{"seminar", {{"id", "winter"}}}}) == "not-found");
    CHECK(rig.errorOf(organiser, "office.person.add", {{"seminar", "winter"}, {"name", "x"}}) == "not-found");
    CHECK(rig.errorOf(organiser, "office.person.list", {{"seminar", "winter"}}) == "not-found");
    CHECK(rig.errorOf(organiser, "office.seminar.extend", {{"seminar", "spring"}, {"until", "x"}}) ==
          "invalid-argument");
    const ConnectionId taro = rig.connect(Role::Attendee, "taro");
    rig.call(organiser, "office.seminar.remove", {{"seminar", "spring"}});
    CHECK_FALSE(rig.followed(organiser, "seminar.state")["seminars"].contains("spring"));
    rig.ask(taro, "attend.get");
    CHECK(rig.sender.peers[taro].closed == CloseCode::NotSignedIn);
}
