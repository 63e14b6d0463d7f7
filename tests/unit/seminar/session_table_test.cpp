// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/session_table.h"

#include "support/manual_executor.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace tsudoi;
using namespace tsudoi::seminar;
using namespace std::chrono_literals;

namespace {

Session sessionOf(int number, Role role) {
    Session session;
    session.hash.bytes[0] = static_cast<std::byte>(number % 256);
    session.hash.bytes[1] = static_cast<std::byte>(number / 256);
    session.role = role;
    session.seminar = SeminarId("spring");
    return session;
}

}  // namespace

TEST_CASE("a full table forgets those unused for longest, staff last") {
    tests::ManualExecutor executor;
    SessionTable table(executor.clock());
    const Session staff = sessionOf(1000, Role::Operator);
    table.put(staff);
    for (int i = 0; i < 200; ++i) {
        executor.advance(1s);
        table.put(sessionOf(i, Role::Attendee));
    }
    executor.advance(1s);
    CHECK(table.use(sessionOf(0, Role::Attendee).hash).has_value());
    CHECK(table.prune(201).empty());

    const auto gone = table.prune(190);
    CHECK(gone.size() >= 11);
    CHECK(table.find(staff.hash).has_value());
    CHECK(table.find(sessionOf(0, Role::Attendee).hash).has_value());
    CHECK(table.find(sessionOf(199, Role::Attendee).hash).has_value());
    CHECK_FALSE(table.find(sessionOf(1, Role::Attendee).hash).has_value());
    for (const KeyHash& hash : gone) {
        CHECK_FALSE(table.find(hash).has_value());
    }
}

TEST_CASE("a revoked session is found but cannot be used") {
    tests::ManualExecutor executor;
    SessionTable table(executor.clock());
    Session session = sessionOf(1, Role::Attendee);
    session.revoked = true;
    table.put(session);
    CHECK(table.find(session.hash).has_value());
    CHECK_FALSE(table.use(session.hash).has_value());
}

TEST_CASE("a removed seminar takes its sessions along, staff stay") {
    tests::ManualExecutor executor;
    SessionTable table(executor.clock());
    Session staff = sessionOf(2, Role::Admin);
    staff.seminar = SeminarId();
    table.put(sessionOf(1, Role::Attendee));
    table.put(staff);
    table.removeSeminar(SeminarId("spring"));
    CHECK_FALSE(table.find(sessionOf(1, Role::Attendee).hash).has_value());
    CHECK(table.find(staff.hash).has_value());
}
