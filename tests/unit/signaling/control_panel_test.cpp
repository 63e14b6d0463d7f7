// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_hub.h"
#include "support/control_rig.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace tsudoi;
using seminar::Role;
using tests::ConnectionId;
using tests::ControlRig;
using tests::json;

namespace {

struct Guest {
    std::string id;
    std::string key;
};

Guest invite(ControlRig& rig, ConnectionId staff, const std::string& name) {
    const json added = rig.call(staff, "panel.add", {{"seminar", "spring"}, {"name", name}, {"affiliation", "東京"}});
    const std::string link = added["link"];
    const std::string before = "https://tsudoi.example/join#k=";
    REQUIRE(link.starts_with(before));
    return {added["id"], link.substr(before.size())};
}

struct Screen {
    std::string id;
    std::string key;
};

Screen screen(ControlRig& rig, ConnectionId staff, const json& params) {
    const json made = rig.call(staff, "panel.venue", params);
    const std::string link = made["link"];
    const std::string before = "https://tsudoi.example/venue#k=";
    REQUIRE(link.starts_with(before));
    return {made["id"], link.substr(before.size())};
}

}  // namespace

TEST_CASE("a panelist is invited, waits, comes onto the stage, and sees each step") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const Guest yamada = invite(rig, hana, "山田");
    const Guest suzuki = invite(rig, hana, "鈴木");
    const ConnectionId guest = rig.connectWith(rig.enter(yamada.key));
    const auto seen = [&] {
        return rig.followed(guest, "panel.state");
    };
    CHECK(seen()["you"] == yamada.id);
    CHECK(seen()["panelists"].size() == 2);
    CHECK(seen()["panelists"][yamada.id]["place"] == "waiting");
    CHECK(seen()["seminar"]["title"] == "Spring lecture");
    CHECK(rig.call(guest, "panel.get")["snapshot"]["you"] == yamada.id);

    rig.call(hana, "panel.admit", {{"panelist", yamada.id}});
    CHECK(seen()["panelists"][yamada.id]["place"] == "stage");
    rig.call(guest, "panel.self", {{"hand", true}});
    CHECK(rig.followed(hana, "studio.state")["panelists"][yamada.id]["hand"] == true);
    rig.call(hana, "panel.mute", {{"panelist", yamada.id}});
    CHECK(seen()["panelists"][yamada.id]["muted"] == true);
    rig.call(hana, "panel.hold", {{"panelist", yamada.id}});
    CHECK(seen()["panelists"][yamada.id]["place"] == "waiting");
    CHECK(rig.errorOf(hana, "panel.admit", {{"panelist", "nobody"}}) == "not-found");
}

TEST_CASE("a message reaches only the one it is for") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const Guest yamada = invite(rig, hana, "山田");
    const Guest suzuki = invite(rig, hana, "鈴木");
    const ConnectionId one = rig.connectWith(rig.enter(yamada.key));
    const ConnectionId other = rig.connectWith(rig.enter(suzuki.key));
    rig.call(hana, "panel.message", {{"panelist", yamada.id}, {"text", "次です"}});
    CHECK(rig.followed(one, "panel.state")["message"]["text"] == "次です");
    CHECK_FALSE(rig.followed(other, "panel.state").contains("message"));
}

TEST_CASE("connections are the panelist's own; nobody else may ask for them") {
    ControlRig rig;
    rig.programme.senderAnswer = "v=0 offer";
    const ConnectionId hana = rig.connect(Role::Operator);
    const Guest yamada = invite(rig, hana, "山田");
    const ConnectionId guest = rig.connectWith(rig.enter(yamada.key));
    const seminar::PeerId peer{seminar::PeerId::Kind::Panelist, yamada.id};
    const json offer = rig.call(guest, "rtc.offer");
    CHECK(offer["sdp"] == "v=0 offer");
    CHECK(offer["iceServers"].empty());
    rig.call(guest, "rtc.answer", {{"sdp", "v=0 answer"}});
    CHECK(rig.programme.peers.at(peer) == "v=0 answer");
    rig.call(guest, "rtc.candidate", {{"candidate", "candidate:1"}, {"mline", 1}});
    CHECK(rig.programme.peers.at(peer) == "v=0 answer1candidate:1");
    rig.call(guest, "rtc.leave");
    CHECK_FALSE(rig.programme.peers.contains(peer));
    for (const Role role : {Role::Organiser, Role::Attendee}) {
        CHECK(rig.errorOf(rig.connect(role, "x"), "rtc.offer") == "not-allowed");
    }
    CHECK(rig.errorOf(guest, "panel.admit", {{"panelist", yamada.id}}) == "not-allowed");
}

TEST_CASE("a panelist's screen is a connection and an input of its own; nobody else shares one") {
    ControlRig rig;
    rig.programme.senderAnswer = "v=0 offer";
    const ConnectionId hana = rig.connect(Role::Admin);
    const Guest yamada = invite(rig, hana, "山田");
    const ConnectionId guest = rig.connectWith(rig.enter(yamada.key));
    const json share = {{"purpose", "share"}};
    rig.call(guest, "rtc.offer");
    CHECK(rig.call(guest, "rtc.offer", share)["sdp"] == "v=0 offer");
    rig.call(guest, "rtc.answer", {{"purpose", "share"}, {"sdp", "v=0 screen"}});
    const std::string shared = yamada.id + "-screen";
    CHECK(rig.programme.peers.at({seminar::PeerId::Kind::Share, shared}) == "v=0 screen");
    CHECK(rig.programme.peers.size() == 2);
    const json inputs = rig.call(hana, "studio.get")["snapshot"]["inputs"];
    CHECK(inputs[shared]["kind"] == "share");
    CHECK(inputs[shared]["name"] == "画面：山田");
    rig.call(guest, "rtc.leave", share);
    CHECK(rig.programme.peers.size() == 1);

    CHECK(rig.errorOf(hana, "studio.input.remove", {{"id", shared}}) == "invalid-argument");
    CHECK(rig.errorOf(hana, "studio.input.update", {{"input", {{"id", shared}, {"kind", "panelist"}}}}) ==
          "invalid-argument");
    rig.call(hana, "studio.input.update", {{"input", {{"id", shared}, {"kind", "share"}, {"name", "X"}}}});
    const ConnectionId room = rig.connectWith(rig.enter(screen(rig, hana, {{"seminar", "spring"}}).key));
    CHECK(rig.errorOf(room, "rtc.offer", share) == "not-allowed");
}

TEST_CASE("a screen in the room is connected with its own link, and the studio sees how far it is") {
    ControlRig rig;
    rig.programme.senderAnswer = "v=0 offer";
    const ConnectionId hana = rig.connect(Role::Operator);
    const Screen hall = screen(rig, hana, {{"seminar", "spring"}, {"name", "大ホール"}});
    CHECK(rig.errorOf(hana, "panel.venue", {{"seminar", "none"}}) == "not-found");
    const auto seen = [&] {
        rig.executor.advance(signaling::ControlHub::kLookAgain);
        return rig.followed(hana, "studio.state")["screens"][hall.id];
    };
    CHECK(seen() == json{{"name", "大ホール"},
                         {"seminar", "spring"},
                         {"picture", "programme"},
                         {"state", "closed"},
                         {"clock", false}});
    const ConnectionId page = rig.connectWith(rig.enter(hall.key));
    CHECK(rig.followed(page, "attend.state")["seminar"]["title"] == "Spring lecture");
    CHECK(seen()["state"] == "waiting");
    CHECK(rig.call(page, "rtc.offer")["sdp"] == "v=0 offer");
    CHECK(rig.programme.peers.contains({seminar::PeerId::Kind::Screen, hall.id}));
    rig.studio.peerConnected({seminar::PeerId::Kind::Screen, hall.id}, true);
    CHECK(seen()["state"] == "showing");
    CHECK(seen().contains("connectedAt"));
    CHECK_FALSE(rig.followed(page, "attend.state")["you"].contains("clock"));
    rig.call(hana, "panel.venueShow", {{"screen", hall.id}, {"clock", true}});
    CHECK(seen()["clock"] == true);
    CHECK(seen()["picture"] == "programme");
    CHECK(rig.followed(page, "attend.state")["you"]["clock"] == true);
    rig.call(page, "panel.venueSound", {{"heard", false}});
    CHECK(seen()["state"] == "silent");
    rig.call(page, "rtc.leave");
    CHECK(rig.programme.peers.empty());
    rig.studio.peerConnected({seminar::PeerId::Kind::Screen, hall.id}, false);
    CHECK(seen()["state"] == "waiting");
    rig.hub->closed(page);
    CHECK(seen()["state"] == "closed");
}

TEST_CASE("the operator chooses what a screen shows and takes its link back; nobody else may") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const Screen hall = screen(rig, hana, {{"seminar", "spring"}, {"picture", "panelists"}});
    const ConnectionId page = rig.connectWith(rig.enter(hall.key));
    rig.call(page, "rtc.offer");
    CHECK(rig.programme.screens.at(hall.id) == seminar::ScreenPicture::Panelists);
    rig.call(hana, "panel.venueShow", {{"screen", hall.id}, {"picture", "programme"}});
    CHECK(rig.programme.screens.at(hall.id) == seminar::ScreenPicture::Programme);
    CHECK(rig.followed(hana, "studio.state")["screens"][hall.id]["picture"] == "programme");
    for (const char* method : {"panel.get", "panel.venueShow", "panel.venueRemove", "studio.get"}) {
        CHECK(rig.errorOf(page, method, {{"screen", hall.id}, {"picture", "programme"}}) == "not-allowed");
    }
    rig.call(hana, "panel.venueRemove", {{"screen", hall.id}});
    CHECK(rig.followed(page, "attend.state")["you"]["revoked"] == true);
    CHECK(rig.programme.peers.empty());
    CHECK_FALSE(rig.followed(hana, "studio.state")["screens"].contains(hall.id));
    CHECK(rig.errorOf(hana, "panel.venueRemove", {{"screen", hall.id}}) == "not-found");
}

TEST_CASE("a link that is opened on a second device speaks there; the first one is told") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const Guest yamada = invite(rig, hana, "山田");
    const ConnectionId first = rig.connectWith(rig.enter(yamada.key));
    rig.call(first, "rtc.offer");
    const ConnectionId second = rig.connectWith(rig.enter(yamada.key));
    rig.call(second, "rtc.offer");
    CHECK(rig.errorOf(first, "rtc.offer") == "not-allowed");
    rig.call(second, "rtc.offer");
}

TEST_CASE("a panelist's input is made and removed in the panel only, and is no attendee") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Admin);
    const Guest yamada = invite(rig, hana, "山田");
    CHECK(rig.errorOf(hana, "studio.input.add", {{"input", {{"name", "X"}, {"kind", "panelist"}}}}) ==
          "invalid-argument");
    CHECK(rig.errorOf(hana, "studio.input.update", {{"input", {{"id", yamada.id}, {"kind", "test"}}}}) ==
          "invalid-argument");
    CHECK(rig.errorOf(hana, "studio.input.update", {{"input", {{"id", "camera"}, {"kind", "panelist"}}}}) ==
          "invalid-argument");
    CHECK(rig.errorOf(hana, "studio.input.remove", {{"id", yamada.id}}) == "invalid-argument");
    CHECK(rig.call(hana, "office.person.list", {{"seminar", "spring"}})["people"].empty());
    const ConnectionId guest = rig.connectWith(rig.enter(yamada.key));
    rig.call(hana, "panel.remove", {{"panelist", yamada.id}});
    CHECK(rig.sender.peers[guest].closed.has_value());
}

TEST_CASE("an operator's headset belongs to their connection and ends with it") {
    ControlRig rig;
    rig.programme.senderAnswer = "v=0 offer";
    const ConnectionId hana = rig.connect(Role::Operator);
    const ConnectionId ichiro = rig.connect(Role::Operator);
    const Guest yamada = invite(rig, hana, "山田");
    CHECK(rig.errorOf(hana, "panel.talkback", {{"on", true}}) == "wrong-state");
    CHECK(rig.call(hana, "rtc.offer")["sdp"] == "v=0 offer");
    rig.call(ichiro, "rtc.offer");
    rig.call(hana, "rtc.answer", {{"sdp", "v=0 answer"}});
    rig.call(hana, "rtc.candidate", {{"candidate", "candidate:1"}, {"mline", 0}});
    REQUIRE(rig.programme.peers.size() == 2);
    const auto answered =
        std::ranges::find_if(rig.programme.peers, [](const auto& peer) { return !peer.second.empty(); });
    const seminar::PeerId headset = answered->first;
    CHECK(headset.kind == seminar::PeerId::Kind::Operator);
    CHECK(answered->second == "v=0 answer0candidate:1");
    CHECK(rig.errorOf(hana, "rtc.offer", {{"purpose", "share"}}) == "not-allowed");

    rig.studio.peerConnected(headset, true);
    CHECK(rig.errorOf(ichiro, "panel.talkback", {{"on", true}}) == "wrong-state");
    CHECK(rig.errorOf(hana, "panel.talkback", {{"on", true}, {"panelist", "nobody"}}) == "not-found");
    rig.call(hana, "panel.talkback", {{"on", true}, {"panelist", yamada.id}});
    const auto spokenTo = [&] {
        return rig.call(hana, "studio.get")["snapshot"]["panelists"][yamada.id]["spokenTo"];
    };
    CHECK(spokenTo() == true);
    rig.call(hana, "panel.talkback", {{"on", false}});
    CHECK(spokenTo() == false);
    rig.call(hana, "panel.talkback", {{"on", true}});
    CHECK(rig.programme.talks.at(headset.id).everybody);
    rig.call(hana, "rtc.offer");
    CHECK(spokenTo() == false);

    const ConnectionId guest = rig.connectWith(rig.enter(yamada.key));
    CHECK(rig.errorOf(guest, "panel.talkback", {{"on", true}}) == "not-allowed");
    rig.hub->closed(hana);
    CHECK(rig.programme.peers.size() == 1);
    rig.call(ichiro, "rtc.leave");
    CHECK(rig.programme.peers.empty());
}

TEST_CASE("the panel's pages show who is next and the question, the studio shows what it has asked") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const Guest yamada = invite(rig, hana, "山田");
    const ConnectionId guest = rig.connectWith(rig.enter(yamada.key));
    rig.call(hana, "panel.next", {{"panelist", yamada.id}, {"next", true}});
    rig.call(hana, "panel.question", {{"seminar", "spring"}, {"text", "夜間の連絡先は？"}});
    json seen = rig.followed(guest, "panel.state");
    CHECK(seen["panelists"][yamada.id]["next"] == true);
    CHECK(seen["question"] == "夜間の連絡先は？");
    CHECK(rig.call(hana, "studio.get")["snapshot"]["questions"] == json{{"spring", "夜間の連絡先は？"}});
    rig.call(hana, "panel.admit", {{"panelist", yamada.id}});
    rig.call(hana, "panel.question", {{"seminar", "spring"}, {"text", ""}});
    seen = rig.followed(guest, "panel.state");
    CHECK(seen["panelists"][yamada.id]["next"] == false);
    CHECK_FALSE(seen.contains("question"));
    CHECK(rig.errorOf(hana, "panel.question", {{"seminar", "none"}, {"text", "x"}}) == "not-found");
    CHECK(rig.errorOf(guest, "panel.next", {{"panelist", yamada.id}, {"next", true}}) == "not-allowed");
}

TEST_CASE("while another seminar has the programme no panelist and no screen of this one is connected") {
    kControlThread.assertHere();
    ControlRig rig;
    rig.programme.senderAnswer = "v=0 offer";
    const ConnectionId admin = rig.connect(Role::Admin);
    const Guest yamada = invite(rig, admin, "山田");
    const Screen hall = screen(rig, admin, {{"seminar", "spring"}});
    const ConnectionId guest = rig.connectWith(rig.enter(yamada.key));
    const ConnectionId room = rig.connectWith(rig.enter(hall.key));
    rig.call(admin, "office.seminar.create", {{"seminar", {{"title", "Autumn"}, {"id", "autumn"}}}});
    rig.call(admin, "office.seminar.publish", {{"seminar", "autumn"}});
    CHECK_FALSE(rig.followed(guest, "panel.state").contains("busy"));
    rig.call(admin, "seminar.start", {{"seminar", "autumn"}});
    CHECK(rig.errorOf(guest, "rtc.offer") == "wrong-state");
    CHECK(rig.errorOf(guest, "rtc.offer", {{"purpose", "share"}}) == "wrong-state");
    CHECK(rig.errorOf(room, "rtc.offer") == "wrong-state");
    CHECK(rig.followed(guest, "panel.state")["busy"] == true);
    rig.call(admin, "seminar.end", {{"seminar", "autumn"}});
    rig.programme.finishStopping();
    rig.office.recordingEnded(SeminarId("autumn"));
    rig.executor.advance(std::chrono::seconds(12));
    rig.call(guest, "rtc.offer");
    rig.call(room, "rtc.offer");
}

TEST_CASE("a page that asks for ever new connections is slowed down") {
    ControlRig rig;
    rig.programme.senderAnswer = "v=0 offer";
    const ConnectionId hana = rig.connect(Role::Operator);
    const ConnectionId guest = rig.connectWith(rig.enter(invite(rig, hana, "山田").key));
    const ConnectionId other = rig.connectWith(rig.enter(invite(rig, hana, "鈴木").key));
    std::string last;
    for (int i = 0; i < 20 && last.empty(); ++i) {
        last = rig.errorOf(guest, "rtc.offer");
    }
    CHECK(last == "too-many");
    rig.call(other, "rtc.offer");
    rig.executor.advance(std::chrono::seconds(1));
    rig.call(guest, "rtc.offer");
}

TEST_CASE("links of panelists and screens are taken back in the studio, not as a viewer's") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const ConnectionId organiser = rig.connect(Role::Organiser);
    const Guest yamada = invite(rig, hana, "山田");
    const Screen hall = screen(rig, hana, {{"seminar", "spring"}});
    for (const std::string& id : {yamada.id, hall.id}) {
        CHECK(rig.errorOf(organiser, "office.person.revoke", {{"seminar", "spring"}, {"person", id}}) ==
              "invalid-argument");
    }
    rig.call(hana, "panel.hold", {{"panelist", yamada.id}});
}
