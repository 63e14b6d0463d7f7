// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/office.h"

#include "support/office_rig.h"
#include "support/seed.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

using namespace tsudoi;
using namespace tsudoi::seminar;
using tests::OfficeRig;

namespace {

const std::vector<SeminarId> kIds{SeminarId("one"), SeminarId("two")};

void randomRequest(OfficeRig& rig, const SeminarId& id, tests::Seeded& random) {
    switch (random.between(0, 9)) {
        case 0: (void)rig.office.publish(id); break;
        case 1: (void)rig.office.rehearse(id); break;
        case 2:
        case 3: (void)rig.office.start(id); break;
        case 4: (void)rig.office.pause(id); break;
        case 5: (void)rig.office.resume(id); break;
        case 6: (void)rig.office.end(id); break;
        case 7:
        case 8: (void)rig.office.undoEnd(id); break;
        default: (void)rig.office.mark(id, "mark"); break;
    }
}

/// Begins and ends of each recording alternate, and nothing is forgotten while it runs.
void checkLog(const tests::CallLog& log, const SeminarId& id) {
    bool running = false;
    for (const std::string& call : log) {
        if (call == "begin " + id.str()) {
            REQUIRE_FALSE(running);
            running = true;
        }
        if (call == "end " + id.str()) {
            REQUIRE(running);
            running = false;
        }
        REQUIRE_FALSE((running && call == "forget " + id.str()));
    }
}

/// \param ending  pipeline or recorder still work on an end
void checkOnAir(const OfficeRig& rig, bool ending) {
    const auto isOnAir = [&](const SeminarId& id) {
        return onAir(rig.state(id));
    };
    const auto count = std::ranges::count_if(kIds, isOnAir);
    REQUIRE(count <= 1);
    const auto running = std::ranges::count_if(kIds, [&](const SeminarId& id) { return runs(rig.state(id)); });
    REQUIRE((running <= 1 || !rig.office.meetingNow()));
    REQUIRE((ending || (count == 1) == rig.programme.encoding()));
    for (const SeminarId& id : kIds) {
        REQUIRE((rig.state(id) != SeminarState::Intermission || rig.programme.slate.has_value()));
    }
}

/// One life of two seminars, with everything around them answering late and at random.
void oneRound(tests::Seeded& random) {
    OfficeRig rig;
    for (const SeminarId& id : kIds) {
        Seminar seminar;
        seminar.id = id;
        seminar.title = id.str();
        seminar.meeting = random.chance(30);
        seminar.replayKeep = std::chrono::seconds(random.between(1, 200));
        REQUIRE(rig.office.create(seminar, {}).has_value());
    }
    std::optional<SeminarId> finishing;
    for (int step = 0; step < 200; ++step) {
        randomRequest(rig, kIds[static_cast<std::size_t>(random.between(0, 1))], random);
        if (rig.programme.stopping && random.chance(70)) {
            const std::size_t before = rig.log.size();
            rig.programme.finishStopping();
            REQUIRE(rig.log.size() == before + 1);
            finishing = SeminarId(rig.log.back().substr(std::string("end ").size()));
        }
        if (finishing && random.chance(70)) {
            rig.office.recordingEnded(*std::exchange(finishing, std::nullopt));
        }
        rig.executor.advance(std::chrono::milliseconds(random.between(0, 1500)));
        checkOnAir(rig, rig.programme.stopping || finishing);
    }
    for (const SeminarId& id : kIds) {
        checkLog(rig.log, id);
    }
}

}  // namespace

TEST_CASE("whatever is pressed, one seminar at most is on air, and on air means recorded") {
    tests::Seeded random;
    for (int round = 0; round < 60; ++round) {
        oneRound(random);
    }
}
