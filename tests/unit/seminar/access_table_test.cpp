// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/access_table.h"

#include "support/access_rig.h"

#include <doctest/doctest.h>

#include <set>

using namespace tsudoi;
using namespace tsudoi::seminar;
using namespace std::chrono_literals;
using tests::AccessRig;

TEST_CASE("a personal link lets its person in, with name and seminar") {
    AccessRig rig;
    const std::string key = rig.invite("taro", "山田太郎");
    const Entry entry = rig.enterByKey(key);
    CHECK(entry.session.role == Role::Attendee);
    CHECK(entry.session.seminar == rig.id);
    CHECK(entry.session.person == PersonId("taro"));
    CHECK(entry.session.name == "山田太郎");
    CHECK(rig.access(entry) == MediaAccess::Allowed);
}

TEST_CASE("a link can be checked without coming in") {
    AccessRig rig;
    const std::string key = rig.invite("taro", "Taro");
    CHECK(rig.table.checkKey(key, rig.id).has_value());
    CHECK(rig.table.checkKey(key + "x", rig.id).error().code == ErrorCode::NotAllowed);
    CHECK(rig.table.checkKey(key, SeminarId("other")).error().code == ErrorCode::NotAllowed);
    REQUIRE(rig.table.revokePerson(rig.id, PersonId("taro")));
    CHECK(rig.table.checkKey(key, rig.id).error().code == ErrorCode::NotAllowed);
    CHECK(rig.store.state.sessions.empty());
}

TEST_CASE("no secret stands in the store, and a cookie is not its key") {
    AccessRig rig;
    const std::string key = rig.invite("taro", "Taro");
    const Entry entry = rig.enterByKey(key);
    CHECK(entry.cookie != key);
    CHECK(rig.store.state.keys.at(0).hash == rig.crypto.hashKey(key));
    CHECK(rig.store.state.sessions.at(0).hash == rig.crypto.hashKey(entry.cookie));
}

TEST_CASE("every wrong secret gets the same answer") {
    AccessRig rig;
    rig.seminar.policy = AccessPolicy::Passcode;
    rig.seminar.passcodeHash = "hashed:right";
    rig.change();
    rig.addStaff("hana", Role::Operator, "secret");
    const std::vector<EntryRequest> wrong{
        {.key = "no such key"},
        {.user = "nobody", .password = "secret"},
        {.user = "hana", .password = "wrong"},
        {.user = "hana", .password = ""},
        {.seminar = rig.id, .passcode = "wrong", .name = "x"},
        {.seminar = rig.id, .passcode = "", .name = "x"},
        {.key = std::string(10'000, 'k')},
    };
    for (const EntryRequest& request : wrong) {
        const auto entry = rig.enter(request);
        REQUIRE_FALSE(entry.has_value());
        CHECK(entry.error().code == ErrorCode::NotAllowed);
        CHECK(entry.error().text == rig.enter({.key = "x"}).error().text);
    }
}

TEST_CASE("an unknown staff name costs as much work as a wrong password") {
    AccessRig rig;
    rig.addStaff("hana", Role::Operator, "secret");
    const int before = rig.crypto.slowCalls;
    (void)rig.enter({.user = "nobody", .password = "secret"});
    const int unknown = rig.crypto.slowCalls - before;
    (void)rig.enter({.user = "hana", .password = "wrong"});
    CHECK(unknown == rig.crypto.slowCalls - before - unknown);
}

TEST_CASE("what may be watched follows the seminar's state") {
    AccessRig rig;
    const Entry entry = rig.enterByKey(rig.invite("taro", "Taro"));
    const std::vector<std::pair<SeminarState, MediaAccess>> wanted{
        {SeminarState::Draft, MediaAccess::NotOnAir},       {SeminarState::Open, MediaAccess::NotOnAir},
        {SeminarState::Rehearsal, MediaAccess::NotOnAir},   {SeminarState::Live, MediaAccess::Allowed},
        {SeminarState::Intermission, MediaAccess::Allowed}, {SeminarState::Ended, MediaAccess::Allowed},
        {SeminarState::Expired, MediaAccess::Gone},
    };
    for (const auto& [state, access] : wanted) {
        const std::string_view name = stateName(state);
        CAPTURE(name);
        rig.setState(state);
        CHECK(rig.access(entry) == access);
    }
}

TEST_CASE("the window closes to the moment, before anybody says that the seminar expired") {
    AccessRig rig;
    const Entry entry = rig.enterByKey(rig.invite("taro", "Taro"));
    const std::string late = rig.invite("hanako", "Hanako");
    rig.seminar.state = SeminarState::Ended;
    rig.seminar.replayUntil = rig.executor.clock().wall() + 7 * 24h;
    rig.change();
    rig.executor.advance(7 * 24h - 1s);
    CHECK(rig.access(entry) == MediaAccess::Allowed);
    rig.executor.advance(1s);
    CHECK(rig.access(entry) == MediaAccess::Gone);
    CHECK(rig.table.mediaAccess(KeyHash{}, rig.id) == MediaAccess::Gone);
    const auto refused = rig.enter({.key = late});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::Expired);
}

TEST_CASE("a media address alone, or with a session of another seminar, opens nothing") {
    AccessRig rig;
    CHECK(rig.table.mediaAccess(KeyHash{}, rig.id) == MediaAccess::NotSignedIn);
    const Entry entry = rig.enterByKey(rig.invite("taro", "Taro"));
    Seminar other = rig.seminar;
    other.id = SeminarId("other");
    rig.table.seminarChanged(other);
    CHECK(rig.table.mediaAccess(entry.session.hash, other.id) == MediaAccess::NotSignedIn);
    rig.table.seminarRemoved(rig.id);
    CHECK(rig.access(entry) == MediaAccess::NotSignedIn);
}

TEST_CASE("a revoked person is out at once on every device and cannot come back") {
    AccessRig rig;
    const std::string key = rig.invite("taro", "Taro");
    const Entry first = rig.enterByKey(key);
    const Entry second = rig.enterByKey(key);
    rig.told.clear();
    REQUIRE(rig.table.revokePerson(rig.id, PersonId("taro")).has_value());
    CHECK(rig.access(first) == MediaAccess::Revoked);
    CHECK(rig.access(second) == MediaAccess::Revoked);
    CHECK_FALSE(rig.table.session(first.session.hash).has_value());
    CHECK(rig.told.size() == 2);
    CHECK_FALSE(rig.enter({.key = key, .oldCookie = first.cookie}).has_value());
    CHECK_FALSE(rig.table.useHere(first.session.hash).has_value());
    CHECK(rig.table.revokePerson(rig.id, PersonId("nobody")).error().code == ErrorCode::NotFound);
}

TEST_CASE("at the device limit the newest wins and the oldest is told") {
    AccessRig rig;
    const std::string key = rig.invite("taro", "Taro");
    const Entry pc = rig.enterByKey(key);
    rig.executor.advance(1s);
    const Entry tablet = rig.enterByKey(key);
    rig.executor.advance(1s);
    const Entry phone = rig.enterByKey(key);
    CHECK(rig.access(pc) == MediaAccess::Displaced);
    CHECK(rig.access(tablet) == MediaAccess::Allowed);
    CHECK(rig.access(phone) == MediaAccess::Allowed);
    REQUIRE(rig.told.size() == 1);
    CHECK(rig.told[0].hash == pc.session.hash);
    CHECK(rig.told[0].displaced);

    SUBCASE("\"use here\" takes it back from the then oldest") {
        rig.executor.advance(1s);
        REQUIRE(rig.table.useHere(pc.session.hash).has_value());
        CHECK(rig.access(pc) == MediaAccess::Allowed);
        CHECK(rig.access(tablet) == MediaAccess::Displaced);
        CHECK(rig.access(phone) == MediaAccess::Allowed);
    }
    SUBCASE("a clock set back changes nothing about who is newest") {
        rig.executor.jumpWall(-1h);
        const Entry fourth = rig.enterByKey(key);
        CHECK(rig.access(fourth) == MediaAccess::Allowed);
    }
    SUBCASE("another person is not touched") {
        const Entry other = rig.enterByKey(rig.invite("hanako", "Hanako"));
        CHECK(rig.access(other) == MediaAccess::Allowed);
        CHECK(rig.access(phone) == MediaAccess::Allowed);
    }
}

TEST_CASE("the browser that was in already is no additional device") {
    AccessRig rig;
    const std::string key = rig.invite("taro", "Taro");
    const Entry first = rig.enterByKey(key);
    const auto again = rig.enter({.key = key, .oldCookie = first.cookie});
    REQUIRE(again.has_value());
    CHECK(again->cookie == first.cookie);
    CHECK(rig.store.state.sessions.size() == 1);
}

TEST_CASE("a browser that comes in as another person leaves its old session") {
    AccessRig rig;
    const Entry first = rig.enterByKey(rig.invite("taro", "Taro"));
    const auto second = rig.enter({.key = rig.invite("hanako", "Hanako"), .oldCookie = first.cookie});
    REQUIRE(second.has_value());
    CHECK(second->cookie != first.cookie);
    CHECK(rig.access(first) == MediaAccess::NotSignedIn);
    CHECK(rig.store.state.sessions.size() == 1);
}

TEST_CASE("an operator who looks at an attendee's link stays signed in") {
    AccessRig rig;
    const Entry studio = rig.enterByKey(rig.table.addKey(Role::Operator, {}));
    REQUIRE(rig.enter({.key = rig.invite("taro", "Taro"), .oldCookie = studio.cookie}).has_value());
    CHECK(rig.table.session(studio.session.hash).has_value());
}

TEST_CASE("leaving ends a session for good") {
    AccessRig rig;
    const Entry entry = rig.enterByKey(rig.invite("taro", "Taro"));
    rig.table.leave(entry.session.hash);
    CHECK(rig.access(entry) == MediaAccess::NotSignedIn);
    CHECK(rig.store.state.sessions.empty());
}

TEST_CASE("an unlisted seminar lets everybody in, a personal one nobody without a link") {
    AccessRig rig;
    CHECK(rig.enter({.seminar = rig.id, .name = "x"}).error().code == ErrorCode::NotAllowed);
    rig.seminar.policy = AccessPolicy::Unlisted;
    rig.change();
    const auto entry = rig.enter({.seminar = rig.id, .name = "x"});
    REQUIRE(entry.has_value());
    CHECK(rig.access(*entry) == MediaAccess::Allowed);
    CHECK(rig.enter({.seminar = SeminarId("none")}).error().code == ErrorCode::NotFound);
    rig.setState(SeminarState::Draft);
    CHECK(rig.enter({.seminar = rig.id}).error().code == ErrorCode::NotFound);
}

TEST_CASE("a meeting's media are for staff alone, whatever links there are, and it has no door") {
    AccessRig rig;
    const Entry taro = rig.enterByKey(rig.invite("taro", "Taro"));
    const Entry speaker = rig.enterByKey(rig.table.addKey(Role::Panelist, rig.id));
    const Entry staff = rig.enterByKey(rig.table.addKey(Role::Operator, {}));
    rig.seminar.meeting = true;
    rig.change();
    CHECK(rig.access(taro) == MediaAccess::NotOnAir);
    CHECK(rig.access(speaker) == MediaAccess::NotOnAir);
    CHECK(rig.access(staff) == MediaAccess::Allowed);
    CHECK(rig.enter({.key = rig.invite("jiro", "Jiro")}).error().code == ErrorCode::NotAllowed);
    rig.seminar.policy = AccessPolicy::Unlisted;
    rig.change();
    CHECK(rig.enter({.seminar = rig.id, .name = "x"}).error().code == ErrorCode::NotFound);
    rig.setState(SeminarState::Ended);
    CHECK(rig.access(speaker) == MediaAccess::NotOnAir);
}

TEST_CASE("another policy closes the door behind nameless viewers, not behind invited ones") {
    AccessRig rig;
    const Entry invited = rig.enterByKey(rig.invite("taro", "Taro"));
    rig.seminar.policy = AccessPolicy::Unlisted;
    rig.change();
    const auto nameless = rig.enter({.seminar = rig.id});
    REQUIRE(nameless.has_value());
    rig.seminar.policy = AccessPolicy::Personal;
    rig.change();
    CHECK(rig.access(*nameless) == MediaAccess::Revoked);
    CHECK(rig.access(invited) == MediaAccess::Allowed);
}

TEST_CASE("a passcode that was right once is checked quickly, a changed one anew") {
    AccessRig rig;
    rig.seminar.policy = AccessPolicy::Passcode;
    rig.seminar.passcodeHash = "hashed:spring";
    rig.change();
    REQUIRE(rig.enter({.seminar = rig.id, .passcode = "spring", .name = "a"}).has_value());
    const int slow = rig.crypto.slowCalls;
    REQUIRE(rig.enter({.seminar = rig.id, .passcode = "spring", .name = "b"}).has_value());
    CHECK(rig.crypto.slowCalls == slow);
    rig.seminar.passcodeHash = "hashed:autumn";
    rig.change();
    CHECK_FALSE(rig.enter({.seminar = rig.id, .passcode = "spring", .name = "c"}).has_value());
    CHECK(rig.enter({.seminar = rig.id, .passcode = "autumn", .name = "c"}).has_value());
}

TEST_CASE("a seminar without a passcode set admits nobody by passcode") {
    AccessRig rig;
    rig.seminar.policy = AccessPolicy::Passcode;
    rig.change();
    CHECK_FALSE(rig.enter({.seminar = rig.id, .passcode = "", .name = "x"}).has_value());
}

TEST_CASE("beyond the limit password checks are refused instead of queued") {
    AccessRig rig;
    int answers = 0;
    std::set<ErrorCode> codes;
    for (int i = 0; i < AccessTable::kMaxPendingChecks + 10; ++i) {
        rig.table.enter({.user = "nobody", .password = "x"}, [&](const Result<Entry>& entry) {
            ++answers;
            codes.insert(entry.error().code);
        });
    }
    CHECK(answers == 10);
    CHECK(codes == std::set{ErrorCode::TooMany});
    CHECK(rig.executor.runUntil([&] { return answers == AccessTable::kMaxPendingChecks + 10; }));
    CHECK(codes.contains(ErrorCode::NotAllowed));
}

TEST_CASE("viewers are people who fetched media lately, however many devices they use") {
    AccessRig rig;
    const std::string key = rig.invite("taro", "Taro");
    const Entry pc = rig.enterByKey(key);
    const Entry phone = rig.enterByKey(key);
    const Entry other = rig.enterByKey(rig.invite("hanako", "Hanako"));
    const Entry staff = rig.enterByKey(rig.table.addKey(Role::Operator, {}));
    CHECK(rig.table.viewers(rig.id) == 0);
    for (const Entry& entry : {pc, phone, other, staff}) {
        CHECK(rig.access(entry) == MediaAccess::Allowed);
    }
    CHECK(rig.table.viewers(rig.id) == 2);
    rig.executor.advance(10s);
    CHECK(rig.access(phone) == MediaAccess::Allowed);
    rig.executor.advance(5s);
    CHECK(rig.table.viewers(rig.id) == 1);
    rig.executor.jumpWall(-24h);
    CHECK(rig.table.viewers(rig.id) == 1);
    rig.executor.advance(10s);
    CHECK(rig.table.viewers(rig.id) == 0);
}

TEST_CASE("a restart throws nobody out and lets nobody back in") {
    AccessRig before;
    const std::string key = before.invite("taro", "Taro");
    const Entry taro = before.enterByKey(key);
    const Entry mallory = before.enterByKey(before.invite("mallory", "Mallory"));
    REQUIRE(before.table.revokePerson(before.id, PersonId("mallory")).has_value());

    AccessRig after(before.store.state);
    CHECK(after.access(taro) == MediaAccess::Allowed);
    CHECK(after.table.session(taro.session.hash)->name == "Taro");
    CHECK(after.access(mallory) == MediaAccess::Revoked);
    CHECK(after.enter({.key = key}).has_value());
    CHECK(after.table.people(after.id).size() == 2);
}

TEST_CASE("a kept key is the same link after a restart") {
    AccessRig before;
    before.table.keepKey("demo-key", Role::Operator, {}, {});
    AccessRig after(before.store.state);
    after.table.keepKey("demo-key", Role::Operator, {}, {});
    CHECK(after.store.state.keys.empty());
    CHECK(after.enterByKey("demo-key").session.role == Role::Operator);
}
