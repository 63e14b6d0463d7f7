// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/store/staff_accounts.h"

#include "support/store_folder.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using namespace tsudoi;
using namespace tsudoi::seminar;
using tests::opened;
using tests::StoreFolder;

namespace {

const StaffAccount kHana{StaffName("hana"), Role::Operator, "scrypt:1"};

}  // namespace

TEST_CASE("accounts are added, listed by name, replaced and removed") {
    StoreFolder folder;
    const StaffAccount ai{StaffName("ai"), Role::Admin, "scrypt:2"};
    REQUIRE(saveStaff(folder.database(), kHana).has_value());
    REQUIRE(saveStaff(folder.database(), ai).has_value());
    CHECK(*allStaff(folder.database()) == std::vector{ai, kHana});
    const StaffAccount promoted{kHana.name, Role::Organiser, "scrypt:3", WallTime(1s)};
    REQUIRE(saveStaff(folder.database(), promoted).has_value());
    CHECK(*allStaff(folder.database()) == std::vector{ai, promoted});
    REQUIRE(removeStaff(folder.database(), ai.name).has_value());
    CHECK(*allStaff(folder.database()) == std::vector{promoted});
    CHECK(removeStaff(folder.database(), ai.name).error().code == ErrorCode::NotFound);
}

TEST_CASE("an account without a name or with an attendee's role is refused") {
    StoreFolder folder;
    CHECK_FALSE(saveStaff(folder.database(), {StaffName(""), Role::Admin, "x"}).has_value());
    CHECK_FALSE(saveStaff(folder.database(), {StaffName("two\nlines"), Role::Admin, "x"}).has_value());
    CHECK_FALSE(saveStaff(folder.database(), {StaffName("taro"), Role::Attendee, "x"}).has_value());
}

TEST_CASE("a running server sees accounts that the command line changes") {
    StoreFolder folder;
    const auto store = opened(folder);
    CHECK_FALSE(store->findStaff(kHana.name)->has_value());
    REQUIRE(saveStaff(folder.database(), kHana).has_value());
    CHECK(**store->findStaff(kHana.name) == kHana);
    REQUIRE(removeStaff(folder.database(), kHana.name).has_value());
    CHECK_FALSE(store->findStaff(kHana.name)->has_value());
}

TEST_CASE("command line and server write at the same time without losing anything") {
    StoreFolder folder;
    const auto store = opened(folder);
    constexpr int kRounds = 30;
    for (int i = 0; i < kRounds; ++i) {
        store->saveSource(InputId("input-" + std::to_string(i)), {});
        const StaffAccount account{StaffName("staff-" + std::to_string(i)), Role::Operator, "x"};
        REQUIRE(saveStaff(folder.database(), account).has_value());
    }
    store->flush();
    CHECK(store->load()->studio.sources.size() == kRounds);
    CHECK(allStaff(folder.database())->size() == kRounds);
}
