// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_hub.h"

#include "signaling/control_rate.h"
#include "support/control_rig.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace tsudoi;
using namespace std::chrono_literals;
using seminar::Role;
using signaling::CloseCode;
using tests::ConnectionId;
using tests::ControlRig;
using tests::json;

TEST_CASE("what no method is called is told so") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    CHECK(rig.errorOf(hana, "studio.explode") == "unknown-method");
    CHECK(rig.ask(hana, "")["error"]["code"] == -32601);
}

TEST_CASE("the role decides which methods there are") {
    ControlRig rig;
    const ConnectionId attendee = rig.connect(Role::Attendee, "taro");
    CHECK(rig.errorOf(attendee, "studio.get") == "not-allowed");
    CHECK(rig.errorOf(attendee, "seminar.start") == "not-allowed");
    CHECK(rig.errorOf(attendee, "office.person.list", {{"seminar", "spring"}}) == "not-allowed");
    const ConnectionId organiser = rig.connect(Role::Organiser);
    CHECK(rig.errorOf(organiser, "studio.take") == "not-allowed");
    CHECK(rig.errorOf(organiser, "office.seminar.list").empty());
    const ConnectionId hana = rig.connect(Role::Operator);
    CHECK(rig.errorOf(hana, "office.seminar.list").empty());
    CHECK(rig.errorOf(hana, "office.seminar.remove", {{"seminar", "spring"}}) == "not-allowed");
    const ConnectionId admin = rig.connect(Role::Admin);
    CHECK(rig.errorOf(admin, "studio.get").empty());
    CHECK(rig.errorOf(admin, "office.seminar.list").empty());
    CHECK(rig.errorOf(admin, "attend.get") == "not-allowed");
}

TEST_CASE("wrong parameters are pointed at and nothing is done") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    const json before = rig.call(hana, "studio.get");
    const json response = rig.ask(hana, "studio.take", {{"durationMs", -1}});
    CHECK(response["error"]["code"] == -32602);
    CHECK(response["error"]["data"]["id"] == "invalid-argument");
    CHECK(response["error"]["data"]["pointer"] == "/durationMs");
    CHECK(rig.call(hana, "studio.get")["revision"] == before["revision"]);
}

TEST_CASE("a call without an id is done but not answered") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    rig.say(hana, R"({"jsonrpc": "2.0", "method": "studio.slate", "params": {"slate": {"kind": "break"}}})");
    CHECK(rig.programme.slate.has_value());
    rig.say(hana, R"({"jsonrpc": "2.0", "method": "studio.explode"})");
    for (const json& text : rig.sender.peers[hana].texts) {
        CHECK_FALSE(text.contains("id"));
    }
}

TEST_CASE("hostile text is answered once and changes nothing") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    for (const std::string& text :
         {std::string(60'000, '['), std::string(R"({"a":)"), std::string("[]"), std::string(60'000, '{')}) {
        const std::size_t before = rig.sender.peers[hana].texts.size();
        rig.say(hana, text);
        REQUIRE(rig.sender.peers[hana].texts.size() == before + 1);
        CHECK(rig.sender.peers[hana].texts.back()["error"]["data"]["id"] == "invalid-message");
    }
    CHECK(rig.errorOf(hana, "studio.get").empty());
}

TEST_CASE("a stranger may only say hello, and not for long") {
    ControlRig rig;
    const ConnectionId stranger = rig.connectWith(std::nullopt);
    CHECK(rig.errorOf(stranger, "studio.get") == "not-signed-in");
    CHECK(rig.errorOf(stranger, "session.hello") == "not-signed-in");
    CHECK(rig.errorOf(stranger, "session.hello", {{"key", "wrong"}}) == "not-allowed");
    CHECK_FALSE(rig.sender.peers[stranger].closed.has_value());
    rig.executor.advance(11s);
    CHECK(rig.sender.peers[stranger].closed == CloseCode::NotSignedIn);
}

TEST_CASE("a stranger who talks is ended") {
    ControlRig rig;
    const ConnectionId stranger = rig.connectWith(std::nullopt);
    for (int i = 0; i < 20; ++i) {
        CHECK(rig.errorOf(stranger, "studio.get") == "not-signed-in");
    }
    rig.say(stranger, "{}");
    CHECK(rig.sender.peers[stranger].closed == CloseCode::TooManyMessages);
}

TEST_CASE("of many strangers the oldest gives way, and nobody who is signed in") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    std::vector<ConnectionId> strangers;
    for (std::size_t i = 0; i < signaling::ControlHub::kMaxStrangers; ++i) {
        strangers.push_back(rig.connectWith(std::nullopt));
        rig.executor.advance(1ms);
    }
    CHECK_FALSE(rig.sender.peers[strangers[0]].closed.has_value());
    rig.connectWith(std::nullopt);
    CHECK(rig.sender.peers[strangers[0]].closed == CloseCode::NotSignedIn);
    CHECK_FALSE(rig.sender.peers[strangers[1]].closed.has_value());
    CHECK_FALSE(rig.sender.peers[hana].closed.has_value());
}

TEST_CASE("one browser has so many pages and no more") {
    ControlRig rig;
    const std::string key = rig.access.addKey(Role::Attendee, rig.id);
    const seminar::Session session = rig.enter(key);
    const ConnectionId first = rig.connectWith(session);
    for (int i = 1; i < signaling::ControlHub::kMaxPagesOfSession; ++i) {
        CHECK_FALSE(rig.sender.peers[rig.connectWith(session)].closed.has_value());
    }
    CHECK(rig.sender.peers[rig.connectWith(session)].closed == CloseCode::PolicyViolation);
    CHECK_FALSE(rig.sender.peers[rig.connect(Role::Attendee, "jiro")].closed.has_value());
    CHECK_FALSE(rig.sender.peers[first].closed.has_value());
}

TEST_CASE("pages of one browser share one message rate") {
    ControlRig rig;
    const seminar::Session session = rig.enter(rig.access.addKey(Role::Operator, SeminarId()));
    const ConnectionId one = rig.connectWith(session);
    const ConnectionId two = rig.connectWith(session);
    const ConnectionId other = rig.connect(Role::Operator);
    for (int i = 0; i < static_cast<int>(signaling::MessageRate::kBurst); ++i) {
        CHECK(rig.errorOf(one, "session.hello").empty());
    }
    CHECK(rig.errorOf(two, "session.hello") == "too-many");
    CHECK(rig.errorOf(other, "session.hello").empty());
}

TEST_CASE("\"use here\" again changes nothing and sends nothing to the other pages") {
    ControlRig rig;
    const std::string key = rig.access.addPerson({.id = PersonId("taro"), .seminar = rig.id, .name = "taro"});
    const seminar::Session session = rig.enter(key);
    const ConnectionId one = rig.connectWith(session);
    const ConnectionId two = rig.connectWith(session);
    const std::size_t before = rig.told(two, "attend.state").size();
    rig.executor.advance(1s);
    rig.call(one, "attend.useHere");
    CHECK(rig.told(two, "attend.state").size() == before);
}

TEST_CASE("hello with a key signs in; the state follows; the session ends with the connection") {
    ControlRig rig;
    const std::string key = rig.access.addKey(Role::Operator, SeminarId());
    const ConnectionId robot = rig.connectWith(std::nullopt);
    const json who = rig.call(robot, "session.hello", {{"key", key}});
    CHECK(who["role"] == "operator");
    CHECK(who.contains("serverTime"));
    CHECK(rig.told(robot, "studio.state").size() == 1);
    CHECK(rig.call(robot, "session.hello")["role"] == "operator");
    rig.executor.advance(60s);
    CHECK_FALSE(rig.sender.peers[robot].closed.has_value());
    CHECK(rig.store.state.sessions.size() == 1);
    rig.hub->closed(robot);
    CHECK(rig.store.state.sessions.empty());
}

TEST_CASE("who tries many keys is stopped") {
    ControlRig rig;
    const ConnectionId robot = rig.connectWith(std::nullopt);
    std::string last;
    for (int i = 0; i < 10; ++i) {
        last = rig.errorOf(robot, "session.hello", {{"key", "guess" + std::to_string(i)}});
    }
    CHECK(last == "too-many");
}

TEST_CASE("a connection that is gone while its key is checked leaves no session") {
    ControlRig rig;
    const std::string key = rig.access.addKey(Role::Operator, SeminarId());
    const ConnectionId robot{77};
    rig.hub->opened(robot, std::nullopt);
    rig.hub->message(
        robot, json{{"jsonrpc", "2.0"}, {"id", 1}, {"method", "session.hello"}, {"params", {{"key", key}}}}.dump());
    rig.hub->closed(robot);
    rig.executor.run();
    CHECK(rig.store.state.sessions.empty());
}

TEST_CASE("a flood is refused, then ends its own connection only") {
    ControlRig rig;
    const ConnectionId flooder = rig.connect(Role::Operator);
    const ConnectionId other = rig.connect(Role::Operator);
    std::string last;
    for (int i = 0; i < static_cast<int>(signaling::MessageRate::kBurst) + 1; ++i) {
        last = rig.errorOf(flooder, "session.hello");
    }
    CHECK(last == "too-many");
    for (int i = 0; i < signaling::MessageRate::kMaxRefused; ++i) {
        rig.say(flooder, "{}");
    }
    CHECK(rig.sender.peers[flooder].closed == CloseCode::TooManyMessages);
    CHECK(rig.errorOf(other, "session.hello").empty());
}

TEST_CASE("a session that is over ends its connection at the next message") {
    ControlRig rig;
    const std::string key = rig.access.addKey(Role::Operator, SeminarId());
    const seminar::Session session = rig.enter(key);
    const ConnectionId hana = rig.connectWith(session);
    rig.access.leave(session.hash);
    rig.say(hana, R"({"jsonrpc": "2.0", "id": 1, "method": "studio.get"})");
    CHECK(rig.sender.peers[hana].closed == CloseCode::NotSignedIn);
    CHECK(rig.ask(hana, "studio.get").is_null());
}

TEST_CASE("a page that only listens loses a session that was left elsewhere, or is a day old") {
    ControlRig rig;
    const std::string key = rig.access.addKey(Role::Operator, SeminarId());
    const seminar::Session left = rig.enter(key);
    const ConnectionId hana = rig.connectWith(left);
    const ConnectionId jiro = rig.connectWith(rig.enter(key));
    rig.call(hana, "studio.pictures", {{"watch", true}});
    rig.access.leave(left.hash);
    rig.executor.advance(2s);
    CHECK(rig.sender.peers[hana].closed == CloseCode::NotSignedIn);
    CHECK(rig.programme.pictures == nullptr);
    CHECK_FALSE(rig.sender.peers[jiro].closed.has_value());
    rig.executor.jumpWall(std::chrono::hours(25));
    rig.executor.advance(2s);
    CHECK(rig.sender.peers[jiro].closed == CloseCode::NotSignedIn);
}

TEST_CASE("the hub goes away while pages are open") {
    ControlRig rig;
    const ConnectionId hana = rig.connect(Role::Operator);
    rig.call(hana, "studio.pictures", {{"watch", true}});
    REQUIRE(rig.studio.slate(seminar::Slate{}).has_value());
    rig.hub.reset();
    rig.executor.advance(5s);
    CHECK(rig.told(hana, "studio.state").size() == 1);
}
