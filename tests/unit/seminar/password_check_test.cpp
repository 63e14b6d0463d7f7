// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/password_check.h"

#include "base/synchronized.h"
#include "support/access_rig.h"

#include <doctest/doctest.h>

#include <string>

using namespace tsudoi;
using namespace tsudoi::seminar;
using namespace std::chrono_literals;
using tests::AccessRig;

namespace {

struct PasscodeRig : AccessRig {
    PasscodeRig() {
        kControlThread.assertHere();
        seminar.policy = AccessPolicy::Passcode;
        seminar.passcodeHash = "hashed:open";
        change();
    }
    Result<Entry> guess(const std::string& passcode) {
        return enter({.seminar = id, .passcode = passcode, .name = "x"});
    }
};

}  // namespace

TEST_CASE("of a seminar whose passcode is known only so many wrong ones are tried, and the right one always works") {
    PasscodeRig rig;
    REQUIRE(rig.guess("open").has_value());
    for (int i = 0; i < PasswordCheck::kWrongBurst; ++i) {
        CHECK(rig.guess("wrong" + std::to_string(i)).error().code == ErrorCode::NotAllowed);
    }
    const int checks = rig.crypto.slowCalls;
    CHECK(rig.guess("another").error().code == ErrorCode::TooMany);
    CHECK(rig.crypto.slowCalls == checks);
    CHECK(rig.guess("open").has_value());
    rig.executor.advance(PasswordCheck::kWrongRefill);
    CHECK(rig.guess("another").error().code == ErrorCode::NotAllowed);
    CHECK(rig.guess("another").error().code == ErrorCode::TooMany);
}

TEST_CASE("wrong passcodes before anybody came in keep nobody out") {
    PasscodeRig rig;
    for (int i = 0; i < PasswordCheck::kWrongBurst + 10; ++i) {
        CHECK(rig.guess("wrong").error().code == ErrorCode::NotAllowed);
    }
    CHECK(rig.guess("open").has_value());
}

TEST_CASE("staff whose password was right once come in while others guess; a changed one is checked again") {
    AccessRig rig;
    rig.addStaff("hana", Role::Operator, "secret");
    REQUIRE(rig.enter({.user = "hana", .password = "secret"}).has_value());
    Event free;
    REQUIRE(rig.worker.post([&free] { free.wait(); }));
    for (int i = 0; i < AccessTable::kMaxPendingChecks + 5; ++i) {
        rig.table.enter({.user = "hana", .password = "guess"}, [](const Result<Entry>&) {});
    }
    std::optional<Result<Entry>> hana;
    rig.table.enter({.user = "hana", .password = "secret"}, [&](Result<Entry> entry) { hana = std::move(entry); });
    free.set();
    REQUIRE(rig.executor.runUntil([&] { return hana.has_value(); }));
    CHECK(hana->has_value());
    rig.addStaff("hana", Role::Operator, "another");
    CHECK_FALSE(rig.enter({.user = "hana", .password = "secret"}).has_value());
    CHECK(rig.enter({.user = "hana", .password = "another"}).has_value());
}
