// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_role.h"
#include "base/worker.h"
#include "seminar/office.h"
#include "support/fake_crypto.h"
#include "support/fake_programme.h"
#include "support/fake_recorder.h"
#include "support/fake_store.h"
#include "support/manual_executor.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace tsudoi::tests {

inline const SeminarId kSpring("spring");
inline constexpr std::chrono::seconds kWeek = std::chrono::hours(24 * 7);

/// An office with everything around it, over fakes. The log has what pipeline and recorder were told, in order.
struct OfficeRig {
    explicit OfficeRig(const seminar::StoredState& stored = {},
                       const std::vector<seminar::RecordingInfo>& recordings = {}) {
        kControlThread.assertHere();
        store.state = stored;
        access.restore(stored);
        studio.restore(stored, {});
        office.restore(stored, recordings);
        log.clear();
    }
    /// Makes an open seminar.
    void open(const SeminarId& id = kSpring) {
        seminar::Seminar seminar;
        seminar.id = id;
        seminar.title = "Title of " + id.str();
        REQUIRE(office.create(seminar, {}).has_value());
        REQUIRE(office.publish(id).has_value());
    }
    void live(const SeminarId& id = kSpring) {
        open(id);
        REQUIRE(office.start(id).has_value());
        log.clear();
    }
    /// What pipeline and recorder do after an end.
    void finishEnd(const SeminarId& id = kSpring) {
        programme.finishStopping();
        office.recordingEnded(id);
    }
    seminar::SeminarState state(const SeminarId& id = kSpring) const { return office.find(id)->state; }

    CallLog log;
    FakeProgramme programme{&log};
    FakeRecorder recorder{log};
    FakeStore store;
    FakeCrypto crypto;
    ManualExecutor executor;
    Worker worker;
    seminar::AccessTable access{store, crypto, executor, worker, executor.clock()};
    seminar::Studio studio{programme, store, executor, executor.clock()};
    seminar::Office office{{programme, recorder, access, studio, store, executor, executor.clock()}, {}, kWeek};
};

}  // namespace tsudoi::tests
