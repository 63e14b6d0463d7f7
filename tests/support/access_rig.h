// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_role.h"
#include "base/worker.h"
#include "seminar/access_table.h"
#include "support/fake_crypto.h"
#include "support/fake_store.h"
#include "support/manual_executor.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

namespace tsudoi::tests {

/// An access table with a live seminar that is entered by personal link, over fakes.
struct AccessRig {
    AccessRig() {
        kControlThread.assertHere();
        seminar.id = id;
        seminar.title = "Spring lecture";
        seminar.state = seminar::SeminarState::Live;
        change();
        listen();
    }
    /// After a restart, with what was stored.
    explicit AccessRig(const seminar::StoredState& stored) {
        kControlThread.assertHere();
        table.restore(stored);
        seminar.id = id;
        seminar.state = seminar::SeminarState::Live;
        change();
        listen();
    }

    void listen() {
        table.onSessionChanged([this](const seminar::Session& session) { told.push_back(session); });
    }
    void change() { table.seminarChanged(seminar); }
    void setState(seminar::SeminarState state) {
        seminar.state = state;
        change();
    }
    std::string invite(const std::string& person, const std::string& name) {
        return table.addPerson({.id = PersonId(person), .seminar = id, .name = name});
    }
    /// Asks and waits for the answer.
    Result<seminar::Entry> enter(seminar::EntryRequest request) {
        std::optional<Result<seminar::Entry>> answer;
        table.enter(std::move(request), [&](Result<seminar::Entry> entry) { answer = std::move(entry); });
        REQUIRE(executor.runUntil([&] { return answer.has_value(); }));
        return *answer;
    }
    seminar::Entry enterByKey(const std::string& key) {
        auto entry = enter({.key = key});
        REQUIRE(entry.has_value());
        return *entry;
    }
    void addStaff(const std::string& name, seminar::Role role, const std::string& password) {
        store.staff.with([&](auto& accounts) {
            accounts[StaffName(name)] = {StaffName(name), role, "hashed:" + password, executor.clock().wall()};
        });
    }
    void staffRemove(const std::string& name) {
        store.staff.with([&](auto& accounts) { accounts.erase(StaffName(name)); });
    }
    seminar::MediaAccess access(const seminar::Entry& entry) const { return table.mediaAccess(entry.session.hash, id); }

    const SeminarId id{"spring"};
    seminar::Seminar seminar;
    FakeStore store;
    FakeCrypto crypto;
    ManualExecutor executor;
    Worker worker;
    std::vector<seminar::Session> told;
    seminar::AccessTable table{store, crypto, executor, worker, executor.clock()};
};

}  // namespace tsudoi::tests
