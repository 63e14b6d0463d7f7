// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/access_table.h"
#include "support/access_rig.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace tsudoi;
using namespace tsudoi::seminar;
using tests::AccessRig;

namespace {

/// Threads that ask for media all the time, as network threads do.
class Askers {
public:
    Askers(const AccessTable& table, SeminarId seminar, std::vector<KeyHash> sessions)
        : table_(table), seminar_(std::move(seminar)), sessions_(std::move(sessions)) {
        for (int i = 0; i < kThreads; ++i) {
            threads_.emplace_back([this] { ask(); });
        }
    }
    ~Askers() {
        stop_ = true;
        for (std::thread& thread : threads_) {
            thread.join();
        }
    }
    Askers(const Askers&) = delete;
    Askers& operator=(const Askers&) = delete;

    [[nodiscard]] int asked() const { return asked_; }

private:
    static constexpr int kThreads = 3;

    void ask() {
        while (!stop_) {
            for (const KeyHash& session : sessions_) {
                (void)table_.mediaAccess(session, seminar_);
                (void)table_.session(session);
            }
            ++asked_;
        }
    }

    const AccessTable& table_;
    const SeminarId seminar_;
    const std::vector<KeyHash> sessions_;
    std::atomic<bool> stop_{false};
    std::atomic<int> asked_{0};
    std::vector<std::thread> threads_;
};

}  // namespace

TEST_CASE("people come, go and are revoked while network threads ask") {
    AccessRig rig;
    std::vector<KeyHash> sessions;
    for (int i = 0; i < 20; ++i) {
        const std::string person = "person-" + std::to_string(i);
        sessions.push_back(rig.enterByKey(rig.invite(person, person)).session.hash);
    }
    const Askers askers(rig.table, rig.id, sessions);
    for (int i = 0; i < 200; ++i) {
        const std::string person = "late-" + std::to_string(i);
        const Entry entry = rig.enterByKey(rig.invite(person, person));
        rig.setState(i % 2 == 0 ? SeminarState::Intermission : SeminarState::Live);
        (void)rig.table.viewers(rig.id);
        rig.table.leave(entry.session.hash);
    }
    REQUIRE(rig.table.revokePerson(rig.id, PersonId("person-0")).has_value());
    CHECK(rig.table.mediaAccess(sessions[0], rig.id) == MediaAccess::Revoked);
    CHECK(rig.table.mediaAccess(sessions[1], rig.id) == MediaAccess::Allowed);
    CHECK(rig.executor.runUntil([&] { return askers.asked() > 10; }));
}
