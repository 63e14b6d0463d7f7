// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/access_table.h"
#include "support/access_rig.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::seminar;
using namespace std::chrono_literals;
using tests::AccessRig;

TEST_CASE("staff come in with their password and may watch any seminar that exists") {
    AccessRig rig;
    rig.addStaff("hana", Role::Organiser, "secret");
    const auto entry = rig.enter({.user = "hana", .password = "secret"});
    REQUIRE(entry.has_value());
    CHECK(entry->session.role == Role::Organiser);
    CHECK(entry->session.name == "hana");
    rig.setState(SeminarState::Rehearsal);
    CHECK(rig.access(*entry) == MediaAccess::Allowed);
    CHECK(rig.table.mediaAccess(entry->session.hash, SeminarId("other")) == MediaAccess::NotFound);
}

TEST_CASE("a staff account added while the server runs works at once, a removed one is thrown out") {
    AccessRig rig;
    rig.addStaff("hana", Role::Operator, "secret");
    const auto entry = rig.enter({.user = "hana", .password = "secret"});
    REQUIRE(entry.has_value());
    rig.staffRemove("hana");
    rig.executor.advance(AccessTable::kStaffCheckPeriod);
    CHECK(rig.executor.runUntil([&] { return !rig.table.session(entry->session.hash); }));
    CHECK_FALSE(rig.enter({.user = "hana", .password = "secret"}).has_value());
}

TEST_CASE("a new password ends what the old one opened, and nothing else") {
    AccessRig rig;
    rig.addStaff("hana", Role::Operator, "secret");
    const auto before = rig.enter({.user = "hana", .password = "secret"});
    REQUIRE(before.has_value());
    rig.executor.advance(1s);
    rig.addStaff("hana", Role::Operator, "another");
    rig.executor.advance(1s);
    const auto after = rig.enter({.user = "hana", .password = "another"});
    REQUIRE(after.has_value());
    rig.executor.advance(AccessTable::kStaffCheckPeriod);
    CHECK(rig.executor.runUntil([&] { return !rig.table.session(before->session.hash); }));
    CHECK(rig.table.session(after->session.hash).has_value());
}

TEST_CASE("an account that was changed in the future, before the clock was set back, throws nobody out") {
    AccessRig rig;
    rig.executor.jumpWall(1h);
    rig.addStaff("hana", Role::Operator, "secret");
    rig.executor.jumpWall(-1h);
    const auto entry = rig.enter({.user = "hana", .password = "secret"});
    REQUIRE(entry.has_value());
    rig.executor.advance(AccessTable::kStaffCheckPeriod * 2);
    REQUIRE(rig.enter({.user = "hana", .password = "secret"}).has_value());
    CHECK(rig.table.session(entry->session.hash).has_value());
}

TEST_CASE("who logs in while the accounts are being checked stays in") {
    AccessRig rig;
    rig.addStaff("hana", Role::Operator, "secret");
    rig.addStaff("taro", Role::Organiser, "secret");
    REQUIRE(rig.enter({.user = "hana", .password = "secret"}).has_value());
    Event free;
    REQUIRE(rig.worker.post([&free] { free.wait(); }));
    std::optional<Result<Entry>> taro;
    rig.table.enter({.user = "taro", .password = "secret"}, [&](Result<Entry> entry) { taro = std::move(entry); });
    rig.executor.advance(31s);  // the check asks for hana only, and its answer comes after taro's
    free.set();
    REQUIRE(rig.executor.runUntil([&] { return taro.has_value(); }));
    REQUIRE(taro->has_value());
    Event answered;
    REQUIRE(rig.worker.post([&answered] { answered.set(); }));
    answered.wait();
    rig.executor.run();
    CHECK(rig.access(**taro) == MediaAccess::Allowed);
}

TEST_CASE("staff are out a day after they came in") {
    AccessRig rig;
    const Entry studio = rig.enterByKey(rig.table.addKey(Role::Operator, {}));
    rig.executor.advance(24h);
    CHECK(rig.access(studio) == MediaAccess::Allowed);
    rig.executor.advance(1s);
    CHECK(rig.access(studio) == MediaAccess::NotSignedIn);
    CHECK_FALSE(rig.table.session(studio.session.hash).has_value());
}

TEST_CASE("a studio link needs no account and survives the check of accounts") {
    AccessRig rig;
    rig.addStaff("hana", Role::Operator, "secret");
    REQUIRE(rig.enter({.user = "hana", .password = "secret"}).has_value());
    const Entry byLink = rig.enterByKey(rig.table.addKey(Role::Operator, {}));
    rig.executor.advance(AccessTable::kStaffCheckPeriod);
    REQUIRE(rig.enter({.user = "hana", .password = "secret"}).has_value());
    CHECK(rig.table.session(byLink.session.hash).has_value());
}
