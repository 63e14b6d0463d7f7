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

TEST_CASE("going live begins the recording first, then the encoders") {
    OfficeRig rig;
    rig.open();
    REQUIRE(rig.office.start(kSpring).has_value());
    CHECK(rig.log == CallLog{"begin spring", "startEncoding"});
    CHECK(rig.state() == SeminarState::Live);
    CHECK(rig.office.onAirNow() == kSpring);
    CHECK(rig.office.find(kSpring)->startedAt == rig.executor.clock().wall());
    CHECK(rig.store.state.seminars.at(0).state == SeminarState::Live);
}

TEST_CASE("a recorder that refuses keeps the seminar off air, with its reason") {
    OfficeRig rig;
    rig.open();
    rig.recorder.refusal = Error::plain(ErrorCode::Unavailable, "disk too full");
    const Status started = rig.office.start(kSpring);
    REQUIRE_FALSE(started.has_value());
    CHECK(started.error().code == ErrorCode::Unavailable);
    CHECK(started.error().text.en == "disk too full");
    CHECK(rig.state() == SeminarState::Open);
    CHECK_FALSE(rig.programme.encoding());
}

TEST_CASE("only one seminar is on air at a time") {
    OfficeRig rig;
    rig.live();
    rig.open(SeminarId("autumn"));
    const Status second = rig.office.start(SeminarId("autumn"));
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().code == ErrorCode::WrongState);
    CHECK(second.error().text.en.find("Title of spring") != std::string::npos);

    REQUIRE(rig.office.end(kSpring).has_value());
    CHECK(rig.office.start(SeminarId("autumn")).error().code == ErrorCode::WrongState);
    rig.finishEnd();
    CHECK(rig.office.start(SeminarId("autumn")).has_value());
    CHECK(rig.office.undoEnd(kSpring).error().code == ErrorCode::Expired);
}

TEST_CASE("a draft cannot start, an unknown seminar is not found") {
    OfficeRig rig;
    Seminar draft;
    draft.id = kSpring;
    draft.title = "Draft";
    REQUIRE(rig.office.create(draft, {}).has_value());
    CHECK(rig.office.start(kSpring).error().code == ErrorCode::WrongState);
    CHECK(rig.office.start(SeminarId("none")).error().code == ErrorCode::NotFound);
    CHECK(rig.log.empty());
}

TEST_CASE("the end stops the encoders, then the recording, and opens the replay") {
    OfficeRig rig;
    rig.live();
    REQUIRE(rig.office.end(kSpring).has_value());
    CHECK(rig.log == CallLog{"stopEncoding"});
    CHECK(rig.state() == SeminarState::Ended);
    rig.programme.finishStopping();
    CHECK(rig.log == CallLog{"stopEncoding", "end spring"});
    rig.office.recordingEnded(kSpring);
    CHECK(rig.office.find(kSpring)->replayUntil == rig.executor.clock().wall() + kWeek);
    CHECK_FALSE(rig.office.onAirNow().has_value());
}

TEST_CASE("the end can be taken back within ten seconds, and the recording goes on") {
    OfficeRig rig;
    rig.live();
    REQUIRE(rig.office.end(kSpring).has_value());
    rig.finishEnd();
    rig.log.clear();

    SUBCASE("in time") {
        rig.executor.advance(9s);
        REQUIRE(rig.office.undoEnd(kSpring).has_value());
        CHECK(rig.log == CallLog{"begin spring", "startEncoding"});
        CHECK(rig.state() == SeminarState::Live);
        CHECK_FALSE(rig.office.find(kSpring)->endedAt.has_value());
        CHECK_FALSE(rig.office.find(kSpring)->replayUntil.has_value());
        CHECK(rig.office.undoEnd(kSpring).error().code == ErrorCode::WrongState);
    }
    SUBCASE("too late") {
        rig.executor.advance(11s);
        CHECK(rig.office.undoEnd(kSpring).error().code == ErrorCode::Expired);
        CHECK(rig.state() == SeminarState::Ended);
        CHECK(rig.log.empty());
    }
    SUBCASE("a wall clock that jumps does not shorten it") {
        rig.executor.jumpWall(1h);
        CHECK(rig.office.undoEnd(kSpring).has_value());
    }
}

TEST_CASE("an undo while the end is still being written goes on air right after it") {
    OfficeRig rig;
    rig.live();
    REQUIRE(rig.office.end(kSpring).has_value());
    REQUIRE(rig.office.undoEnd(kSpring).has_value());
    CHECK(rig.state() == SeminarState::Live);
    rig.programme.finishStopping();
    CHECK(rig.log == CallLog{"stopEncoding", "end spring"});
    rig.office.recordingEnded(kSpring);
    CHECK(rig.log == CallLog{"stopEncoding", "end spring", "begin spring", "startEncoding"});

    SUBCASE("and an end after that is an ordinary end") {
        rig.log.clear();
        REQUIRE(rig.office.end(kSpring).has_value());
        rig.finishEnd();
        CHECK(rig.log == CallLog{"stopEncoding", "end spring"});
    }
}

TEST_CASE("end, undo and end again before the first end is written stays ended") {
    OfficeRig rig;
    rig.live();
    REQUIRE(rig.office.end(kSpring).has_value());
    REQUIRE(rig.office.undoEnd(kSpring).has_value());
    REQUIRE(rig.office.end(kSpring).has_value());
    rig.finishEnd();
    CHECK(rig.log == CallLog{"stopEncoding", "end spring"});
    CHECK(rig.state() == SeminarState::Ended);
    CHECK_FALSE(rig.programme.encoding());
}

TEST_CASE("a recorder that never reports the end does not block the next seminar for ever") {
    OfficeRig rig;
    rig.live();
    rig.open(SeminarId("autumn"));
    REQUIRE(rig.office.end(kSpring).has_value());
    rig.programme.finishStopping();
    rig.executor.advance(31s);
    CHECK(rig.office.start(SeminarId("autumn")).has_value());
}

TEST_CASE("an intermission shows the break slate and gives the operator's own back") {
    OfficeRig rig;
    rig.live();
    const Slate breakSlate{SlateKind::Break, {}};
    SUBCASE("none before") {
        REQUIRE(rig.office.pause(kSpring).has_value());
        CHECK(rig.state() == SeminarState::Intermission);
        CHECK(rig.programme.slate == breakSlate);
        CHECK(rig.programme.encoding());
        REQUIRE(rig.office.resume(kSpring).has_value());
        CHECK_FALSE(rig.programme.slate.has_value());
    }
    SUBCASE("one before") {
        const Slate own{SlateKind::Trouble, "One moment"};
        REQUIRE(rig.studio.slate(own).has_value());
        REQUIRE(rig.office.pause(kSpring).has_value());
        CHECK(rig.programme.slate == breakSlate);
        REQUIRE(rig.office.resume(kSpring).has_value());
        CHECK(rig.programme.slate == own);
    }
    SUBCASE("one chosen in between stays") {
        const Slate own{SlateKind::Starting, "Part two begins soon"};
        REQUIRE(rig.office.pause(kSpring).has_value());
        REQUIRE(rig.studio.slate(own).has_value());
        REQUIRE(rig.office.resume(kSpring).has_value());
        CHECK(rig.programme.slate == own);
    }
}

TEST_CASE("an end out of an intermission keeps the room private, also when it is taken back") {
    OfficeRig rig;
    rig.live();
    REQUIRE(rig.office.pause(kSpring).has_value());
    REQUIRE(rig.office.end(kSpring).has_value());
    rig.finishEnd();
    CHECK(rig.programme.slate.has_value());
    SUBCASE("taken back: still the intermission") {
        REQUIRE(rig.office.undoEnd(kSpring).has_value());
        CHECK(rig.state() == SeminarState::Intermission);
        rig.executor.advance(20s);
        CHECK(rig.programme.slate.has_value());
        REQUIRE(rig.office.resume(kSpring).has_value());
        CHECK_FALSE(rig.programme.slate.has_value());
    }
    SUBCASE("not taken back: the slate goes when that is no longer possible") {
        rig.executor.advance(10s);
        CHECK_FALSE(rig.programme.slate.has_value());
        CHECK(rig.office.undoEnd(kSpring).error().code == ErrorCode::Expired);
    }
    SUBCASE("the next seminar does not begin behind it") {
        rig.open(SeminarId("autumn"));
        REQUIRE(rig.office.start(SeminarId("autumn")).has_value());
        CHECK_FALSE(rig.programme.slate.has_value());
    }
}

TEST_CASE("disk warnings reach the operator once and are settled") {
    OfficeRig rig;
    rig.live();
    RecordingStatus status;
    status.active = true;
    status.disk = DiskState::Low;
    status.freeTime = 30min;
    rig.office.recordingChanged(kSpring, status);
    rig.office.recordingChanged(kSpring, status);
    REQUIRE(rig.studio.state().alerts.size() == 1);
    CHECK(rig.studio.state().alerts[0].level == AlertLevel::Warning);
    CHECK(rig.studio.state().alerts[0].text.en.find("30 minutes") != std::string::npos);
    status.disk = DiskState::Full;
    rig.office.recordingChanged(kSpring, status);
    CHECK(rig.studio.state().alerts.size() == 1);
    CHECK(rig.studio.state().alerts[0].level == AlertLevel::Alarm);
    status.disk = DiskState::Ok;
    rig.office.recordingChanged(kSpring, status);
    CHECK(rig.studio.state().alerts[0].over);
    CHECK(rig.office.recording().active);
}

TEST_CASE("a rehearsal records nothing and is left by the same button") {
    OfficeRig rig;
    rig.open();
    REQUIRE(rig.office.rehearse(kSpring).has_value());
    CHECK(rig.state() == SeminarState::Rehearsal);
    CHECK(rig.log.empty());
    REQUIRE(rig.office.rehearse(kSpring).has_value());
    CHECK(rig.state() == SeminarState::Open);
    REQUIRE(rig.office.rehearse(kSpring).has_value());
    CHECK(rig.office.start(kSpring).has_value());
}
