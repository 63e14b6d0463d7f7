// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_hub.h"
#include "support/control_rig.h"

#include <doctest/doctest.h>

#include <string>

using namespace tsudoi;
using namespace std::chrono_literals;
using seminar::Role;
using tests::ConnectionId;
using tests::ControlRig;
using tests::json;

namespace {

json full(const std::string& input) {
    return {{"layout", "full"}, {"slots", {{"main", input}}}};
}

/// The whole state without what belongs to one connection.
json shared(json snapshot) {
    snapshot.erase("you");
    snapshot.erase("serverTime");
    return snapshot;
}

}  // namespace

TEST_CASE("an operator gets the whole studio without asking") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    REQUIRE(rig.told(hana, "studio.state").size() == 1);
    const json state = rig.followed(hana, "studio.state");
    CHECK(state["canvas"] == json{{"width", 1920}, {"height", 1080}, {"frameRate", 30.0}});
    CHECK(state["layouts"]["lecturer-slides"]["slots"] == json{"lecturer", "slides"});
    CHECK(state["layouts"]["lecturer-slides"]["boxes"][1]["slot"] == "lecturer");
    CHECK(state["inputs"]["camera"]["order"] == 0);
    CHECK(state["inputs"]["camera"]["state"] == "starting");
    CHECK(state["sources"]["slides"]["muted"] == false);
    CHECK(state["seminars"]["spring"]["state"] == "open");
    CHECK(state["transition"] == json{{"kind", "fade"}, {"durationMs", 500}});
    CHECK(state["you"]["role"] == "operator");
    CHECK(state["recording"]["active"] == false);
    CHECK_FALSE(state.contains("slate"));
    CHECK_FALSE(state.contains("onAir"));
}

TEST_CASE("no snapshot holds an input's password") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const json state = rig.call(hana, "studio.get");
    CHECK(state.dump().find("me:pw") == std::string::npos);
    CHECK(state["snapshot"]["inputs"]["camera"]["url"] == "rtsp://***@cam/1");
}

TEST_CASE("an admin and an office page get only what they ask for") {
    ControlRig rig;
    const ConnectionId admin = rig.connect(Role::Admin);
    const ConnectionId organiser = rig.connect(Role::Organiser);
    CHECK(rig.told(admin, "studio.state").empty());
    rig.call(admin, "studio.get");
    const ConnectionId hana = rig.connect(Role::Operator);
    rig.call(hana, "studio.slate", {{"slate", {{"kind", "trouble"}}}});
    CHECK(rig.told(admin, "studio.state").size() == 1);
    CHECK(rig.told(organiser, "studio.state").empty());
    CHECK(rig.told(organiser, "seminar.state").size() == 1);
}

TEST_CASE("two operators see the same, also one who comes later") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const ConnectionId jiro = rig.connect(Role::Operator);
    rig.call(hana, "studio.preview", {{"scene", full("slides")}});
    rig.call(jiro, "studio.take", {{"transition", "cut"}});
    rig.call(hana, "studio.source", {{"source", "camera"}, {"gainDb", -6.5}});
    rig.call(jiro, "studio.slate", {{"slate", {{"kind", "break"}, {"text", "10 min"}}}});
    rig.call(hana, "seminar.start");
    rig.call(jiro, "studio.slate", {{"slate", nullptr}});
    const json fresh = rig.call(rig.connect(Role::Operator), "studio.get")["snapshot"];
    CHECK(shared(rig.followed(hana, "studio.state")) == shared(fresh));
    CHECK(shared(rig.followed(jiro, "studio.state")) == shared(fresh));
    CHECK(fresh["programme"] == full("slides"));
    CHECK(fresh["sources"]["camera"]["gainDb"] == -6.5);
    CHECK(fresh["sources"]["camera"]["echoCancellation"] == true);
    CHECK_FALSE(fresh["sources"]["slides"].contains("echoCancellation"));
    CHECK(fresh["onAir"] == "spring");
}

TEST_CASE("the new state comes before the answer of the call that made it") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    rig.call(hana, "studio.preview", {{"scene", full("camera")}});
    const auto& texts = rig.sender.peers[hana].texts;
    REQUIRE(texts.size() >= 3);
    CHECK(texts[1]["method"] == "studio.state");
    CHECK(texts[1]["params"]["patch"]["preview"]["slots"]["main"] == "camera");
    CHECK(texts[2].contains("result"));
}

TEST_CASE("a preview is not overwritten unseen") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const ConnectionId jiro = rig.connect(Role::Operator);
    const json seen = rig.call(jiro, "studio.get")["revision"];
    rig.call(hana, "studio.preview", {{"scene", full("slides")}, {"revision", seen}});
    // Hana's own next click does not wait for the first one's patch.
    CHECK(rig.errorOf(hana, "studio.preview", {{"scene", full("camera")}, {"revision", seen}}).empty());
    CHECK(rig.errorOf(jiro, "studio.preview", {{"scene", full("slides")}, {"revision", seen}}) == "conflict");
    const json now = rig.call(jiro, "studio.get")["revision"];
    CHECK(rig.errorOf(jiro, "studio.preview", {{"scene", full("slides")}, {"revision", now}}).empty());
    CHECK(rig.errorOf(hana, "studio.preview", {{"scene", full("camera")}}).empty());
}

TEST_CASE("take uses what is asked for, or the button's own transition") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    rig.call(hana, "studio.preview", {{"scene", full("slides")}});
    rig.call(hana, "studio.take");
    CHECK(rig.programme.lastTransition == seminar::Transition{seminar::TransitionKind::Fade, 500ms});
    rig.call(hana, "studio.take", {{"transition", "cut"}});
    CHECK(rig.programme.lastTransition.kind == seminar::TransitionKind::Cut);
    rig.call(hana, "studio.take", {{"transition", "fade"}, {"durationMs", 1200}});
    CHECK(rig.programme.lastTransition == seminar::Transition{seminar::TransitionKind::Fade, 1200ms});
}

TEST_CASE("a scene with an input that is not there is refused") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    CHECK(rig.errorOf(hana, "studio.preview", {{"scene", full("nobody")}}) == "not-found");
    CHECK(rig.errorOf(hana, "studio.preview", {{"scene", {{"layout", "full"}, {"slots", {{"left", "camera"}}}}}}) ==
          "invalid-argument");
}

TEST_CASE("an input that is added on air is silent until somebody wants to hear it") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const json input = {{"name", "Film"}, {"kind", "file"}, {"path", "/tmp/film.mp4"}};
    const std::string before = rig.call(hana, "studio.input.add", {{"input", input}})["id"];
    CHECK_FALSE(rig.programme.sources[InputId(before)].muted);
    REQUIRE(rig.office.start(rig.id).has_value());
    const std::string later = rig.call(hana, "studio.input.add", {{"input", input}})["id"];
    CHECK(rig.programme.sources[InputId(later)].muted);
    CHECK(rig.errorOf(hana, "studio.undo") == "wrong-state");  // nobody muted it by hand
    rig.call(hana, "studio.source", {{"source", later}, {"muted", false}});
    CHECK_FALSE(rig.programme.sources[InputId(later)].muted);
    CHECK(rig.followed(hana, "studio.state")["undoSteps"] == 1);
    rig.call(hana, "studio.undo");
    CHECK(rig.programme.sources[InputId(later)].muted);
}

TEST_CASE("inputs come, change and go") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const json input = {{"name", "Stage"}, {"kind", "srt"}, {"url", "srt://host:9000"}, {"passphrase", "0123456789ab"}};
    const std::string id = rig.call(hana, "studio.input.add", {{"input", input}})["id"];
    CHECK(rig.followed(hana, "studio.state")["inputs"][id]["hasPassphrase"] == true);
    rig.call(hana, "studio.input.update", {{"input", {{"id", id}, {"name", "Hall"}}}});
    CHECK(rig.programme.inputs[InputId(id)].name == "Hall");
    CHECK(rig.programme.inputs[InputId(id)].passphrase == "0123456789ab");
    rig.call(hana, "studio.input.restart", {{"id", id}});
    CHECK(rig.programme.restarted.size() == 1);
    rig.call(hana, "studio.input.remove", {{"id", id}});
    CHECK_FALSE(rig.followed(hana, "studio.state")["inputs"].contains(id));
    CHECK(rig.errorOf(hana, "studio.input.remove", {{"id", id}}) == "not-found");
    CHECK(rig.errorOf(hana, "studio.input.update", {{"input", {{"id", id}}}}) == "not-found");
    CHECK(rig.errorOf(hana, "studio.input.add", {{"input", {{"name", "x"}, {"kind", "rtsp"}}}}) == "invalid-argument");
}

TEST_CASE("only what is given of a source is set") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    rig.call(hana, "studio.source", {{"source", "camera"}, {"gainDb", -3}, {"delayMs", 120}});
    rig.call(hana, "studio.source", {{"source", "camera"}, {"muted", true}});
    CHECK(rig.programme.sources[InputId("camera")] == seminar::SourceSettings{-3.0, true, 120ms});
    rig.call(hana, "studio.source", {{"source", "camera"}, {"echoCancellation", false}});
    CHECK(rig.programme.sources[InputId("camera")] == seminar::SourceSettings{-3.0, true, 120ms, false});
    CHECK(rig.errorOf(hana, "studio.source", {{"source", "nobody"}}) == "not-found");
}

TEST_CASE("a preset is kept, recalled, taken and removed") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    rig.call(hana, "studio.preview", {{"scene", full("slides")}});
    const std::string id = rig.call(hana, "studio.preset.save",
                                    {{"name", "Slides"}, {"sound", "now"}, {"title", {{"text", "Welcome"}}}})["id"];
    rig.call(hana, "studio.preview", {{"scene", full("camera")}});
    rig.call(hana, "studio.preset.recall", {{"id", id}});
    json state = rig.followed(hana, "studio.state");
    CHECK(state["presets"][id]["name"] == "Slides");
    CHECK(state["presets"][id]["scene"] == full("slides"));
    CHECK(state["presets"][id]["sound"] == true);
    CHECK(state["recalled"] == id);
    CHECK(state["preview"] == full("slides"));
    rig.call(hana, "studio.take");
    state = rig.followed(hana, "studio.state");
    CHECK(state["title"]["text"] == "Welcome");
    CHECK_FALSE(state.contains("recalled"));
    rig.call(hana, "studio.preset.move", {{"id", id}, {"order", 5}});
    rig.call(hana, "studio.preset.remove", {{"id", id}});
    CHECK(rig.followed(hana, "studio.state")["presets"].empty());
    CHECK(rig.errorOf(hana, "studio.preset.recall", {{"id", id}}) == "not-found");
    CHECK(rig.errorOf(rig.connect(Role::Attendee, "taro"), "studio.preset.recall", {{"id", id}}) == "not-allowed");
}

TEST_CASE("a strip's sound is shaped as asked, and the studio sees it") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    rig.call(hana, "studio.source", {{"source", "camera"}, {"highPass", true}, {"lessNoise", true}, {"gateDb", -50}});
    rig.call(hana, "studio.source", {{"source", "camera"}, {"compressor", true}, {"autoLevel", true}});
    rig.call(hana, "studio.source", {{"source", "camera"}, {"pan", -0.5}, {"follow", "fade"}});
    seminar::SourceSettings wanted;
    wanted.shape = {.highPass = true, .lessNoise = true, .gateDb = -50, .compressor = true, .autoLevel = true};
    wanted.pan = -0.5;
    wanted.follow = seminar::AudioFollow::Fade;
    CHECK(rig.programme.sources[InputId("camera")] == wanted);
    const json view = rig.followed(hana, "studio.state")["sources"]["camera"];
    CHECK(view["gateDb"] == -50);
    CHECK(view["follow"] == "fade");
    CHECK(view["autoLevel"] == true);
    CHECK(rig.errorOf(hana, "studio.source", {{"source", "camera"}, {"gateDb", -5}}) == "invalid-argument");
    CHECK(rig.errorOf(hana, "studio.source", {{"source", "camera"}, {"pan", 2}}) == "invalid-argument");
    CHECK(rig.errorOf(hana, "studio.source", {{"source", "camera"}, {"follow", "often"}}) == "invalid-argument");
    rig.call(hana, "studio.undo");
    CHECK(rig.programme.sources[InputId("camera")].follow == seminar::AudioFollow::Off);
}

TEST_CASE("meters go to the studio only") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const ConnectionId taro = rig.connect(Role::Attendee, "taro");
    seminar::Meters meters;
    meters.sources[InputId("camera")].peakDb = {-12.34, -20.0};
    rig.studio.metered(meters);
    CHECK(rig.sender.peers[hana].newest["meters"]["params"]["sources"]["camera"]["peakDb"] == json{-12.3, -20.0});
    CHECK(rig.sender.peers[taro].newest.empty());
}

TEST_CASE("a new notice is called out once and stays in the state") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    seminar::InputStatus lost;
    lost.id = InputId("camera");
    lost.state = seminar::InputState::Lost;
    lost.retryIn = 500ms;
    lost.problem = Text{"応答がありません", "no answer"};
    rig.studio.inputChanged(lost);
    rig.executor.run();
    const auto alerts = rig.told(hana, "studio.alert");
    REQUIRE(alerts.size() == 1);
    const std::string id = alerts[0]["id"];
    const json state = rig.followed(hana, "studio.state");
    CHECK(state["alerts"][id] == alerts[0]["alert"]);
    CHECK(state["inputs"]["camera"]["problem"]["en"] == "no answer");
    lost.state = seminar::InputState::Live;
    lost.problem.reset();
    rig.studio.inputChanged(lost);
    rig.executor.advance(3s);
    CHECK(rig.followed(hana, "studio.state")["alerts"][id]["over"] == true);
    CHECK(rig.told(hana, "studio.alert").size() == 1);
}

TEST_CASE("devices are looked for elsewhere and listed") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    rig.devices = std::vector<signaling::ControlDevice>{{"cam-1", "Camera 1", signaling::ControlDevice::Kind::Video},
                                                        {"mic-1", "Mic", signaling::ControlDevice::Kind::Audio}};
    const json found = rig.call(hana, "studio.devices")["devices"];
    CHECK(found[0] == json{{"id", "cam-1"}, {"name", "Camera 1"}, {"kind", "video"}});
    CHECK(found[1]["kind"] == "audio");
    rig.devices = fail(ErrorCode::Unavailable, "no device monitor");
    CHECK(rig.errorOf(hana, "studio.devices") == "unavailable");
}

TEST_CASE("nothing is sent when nothing changed") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    rig.executor.advance(10s);
    CHECK(rig.told(hana, "studio.state").size() == 1);
}

TEST_CASE("a title is shown and taken away; words that are none are refused") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    rig.call(hana, "studio.title", {{"title", {{"text", "山田 花子"}, {"more", "東京病院"}}}});
    CHECK(rig.programme.title == seminar::Title{"山田 花子", "東京病院"});
    CHECK(rig.followed(hana, "studio.state")["title"] == json{{"text", "山田 花子"}, {"more", "東京病院"}});
    CHECK(rig.errorOf(hana, "studio.title", {{"title", {{"text", "two\nlines"}}}}) == "invalid-argument");
    CHECK(rig.errorOf(hana, "studio.title", {{"title", {{"text", ""}}}}) == "invalid-argument");
    rig.call(hana, "studio.title", {{"title", nullptr}});
    CHECK_FALSE(rig.programme.title);
    CHECK_FALSE(rig.followed(hana, "studio.state").contains("title"));
}
