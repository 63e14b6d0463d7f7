// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/office.h"
#include "support/office_rig.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::seminar;
using namespace std::chrono_literals;
using tests::CallLog;
using tests::kSpring;
using tests::kWeek;
using tests::OfficeRig;

namespace {

StoredState storedLive(OfficeRig& rig) {
    rig.live();
    return rig.store.state;
}

}  // namespace

TEST_CASE("after a kill a live seminar goes on air again by itself") {
    OfficeRig before;
    const StoredState stored = storedLive(before);
    OfficeRig after;
    after.store.state = stored;
    after.office.restore(stored, {{kSpring, false, 5min}});
    CHECK(after.log == CallLog{"begin spring", "startEncoding"});
    CHECK(after.state() == SeminarState::Live);
    CHECK(after.office.onAirNow() == kSpring);

    SUBCASE("and can be ended as usual") {
        REQUIRE(after.office.end(kSpring).has_value());
        after.finishEnd();
        CHECK(after.state() == SeminarState::Ended);
    }
}

TEST_CASE("after a kill in the intermission the room stays private") {
    OfficeRig before;
    before.live();
    REQUIRE(before.office.pause(kSpring).has_value());
    OfficeRig after(before.store.state, {{kSpring, false, 5min}});
    CHECK(after.programme.encoding());
    CHECK(after.programme.slate == Slate{SlateKind::Break, {}});
    REQUIRE(after.office.resume(kSpring).has_value());
    CHECK_FALSE(after.programme.slate.has_value());
}

TEST_CASE("a full disk after a kill is told, and tried again until it works") {
    OfficeRig before;
    const StoredState stored = storedLive(before);
    OfficeRig after;
    after.recorder.refusal = Error::plain(ErrorCode::Unavailable, "disk too full");
    after.office.restore(stored, {{kSpring, false, 5min}});
    REQUIRE(after.studio.state().alerts.size() == 1);
    CHECK(after.studio.state().alerts[0].text.en == "disk too full");
    after.executor.advance(10s);
    CHECK_FALSE(after.programme.encoding());
    after.recorder.refusal.reset();
    after.executor.advance(3s);
    CHECK(after.programme.encoding());
    CHECK(after.studio.state().alerts[0].over);
    CHECK(after.log == CallLog{"begin spring", "startEncoding"});
}

TEST_CASE("a kill between the end of the recording and its note in the store is an end") {
    OfficeRig before;
    const StoredState stored = storedLive(before);
    OfficeRig after(stored, {{kSpring, true, 5min}});
    CHECK(after.state() == SeminarState::Ended);
    CHECK(after.office.find(kSpring)->replayUntil.has_value());
    CHECK_FALSE(after.programme.encoding());
}

TEST_CASE("a kill between the note of the end and the recording's own end is finished") {
    OfficeRig before;
    before.live();
    REQUIRE(before.office.end(kSpring).has_value());
    const StoredState stored = before.store.state;
    OfficeRig after;
    after.office.restore(stored, {{kSpring, false, 5min}});
    CHECK(after.log == CallLog{"begin spring", "end spring"});
    CHECK(after.state() == SeminarState::Ended);
    CHECK_FALSE(after.programme.encoding());
}

TEST_CASE("when the replay window is over the media are forgotten") {
    OfficeRig rig;
    rig.live();
    REQUIRE(rig.office.end(kSpring).has_value());
    rig.finishEnd();
    rig.log.clear();
    rig.executor.advance(kWeek - 1s);
    CHECK(rig.state() == SeminarState::Ended);
    rig.executor.advance(1s);
    CHECK(rig.state() == SeminarState::Expired);
    CHECK(rig.log == CallLog{"forget spring"});
    CHECK(rig.store.state.seminars.at(0).state == SeminarState::Expired);
    CHECK(rig.office.extend(kSpring, rig.executor.clock().wall() + 1h).error().code == ErrorCode::WrongState);
}

TEST_CASE("a replay that ran out while the server was down expires at the start") {
    OfficeRig before;
    before.live();
    REQUIRE(before.office.end(kSpring).has_value());
    before.finishEnd();
    StoredState stored = before.store.state;
    stored.seminars.at(0).replayUntil = WallTime{};
    OfficeRig after(stored, {{kSpring, true, 5min}});
    after.executor.advance(0s);
    CHECK(after.state() == SeminarState::Expired);
    CHECK(after.log == CallLog{"forget spring"});

    OfficeRig third;
    third.office.restore(after.store.state, {{kSpring, true, 5min}});
    CHECK(third.log == CallLog{"forget spring"});
}

TEST_CASE("a replay can be extended while it runs") {
    OfficeRig rig;
    rig.live();
    const WallTime now = rig.executor.clock().wall();
    CHECK(rig.office.extend(kSpring, now + kWeek).error().code == ErrorCode::WrongState);
    REQUIRE(rig.office.end(kSpring).has_value());
    rig.finishEnd();
    CHECK(rig.office.extend(kSpring, now).error().code == ErrorCode::InvalidArgument);
    REQUIRE(rig.office.extend(kSpring, now + 2 * kWeek).has_value());
    rig.executor.advance(kWeek + 1s);
    CHECK(rig.state() == SeminarState::Ended);
    rig.executor.advance(kWeek);
    CHECK(rig.state() == SeminarState::Expired);
}

TEST_CASE("a wall clock that jumps forward expires a replay within a minute") {
    OfficeRig rig;
    rig.live();
    REQUIRE(rig.office.end(kSpring).has_value());
    rig.finishEnd();
    rig.executor.jumpWall(kWeek);
    rig.executor.advance(1min);
    CHECK(rig.state() == SeminarState::Expired);
}

TEST_CASE("a replay of seconds waits for the recording to be finished before it is deleted") {
    OfficeRig rig;
    Seminar brief;
    brief.id = kSpring;
    brief.title = "Brief";
    brief.replayKeep = 2s;
    REQUIRE(rig.office.create(brief, {}).has_value());
    REQUIRE(rig.office.publish(kSpring).has_value());
    REQUIRE(rig.office.start(kSpring).has_value());
    REQUIRE(rig.office.end(kSpring).has_value());
    rig.executor.advance(5s);
    CHECK(rig.state() == SeminarState::Ended);
    rig.finishEnd();
    rig.executor.advance(1ms);
    CHECK(rig.state() == SeminarState::Expired);
}
