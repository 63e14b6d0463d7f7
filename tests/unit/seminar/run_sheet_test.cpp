// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/run_sheet.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::seminar;
using tests::kSpring;

namespace {

const InputId kCamera("camera");

struct SheetRig : tests::OfficeRig {
    RunSheet sheet{studio, office};
    int changes = 0;

    SheetRig() {
        kControlThread.assertHere();
        REQUIRE(studio.addInput({.id = kCamera, .name = "講師カメラ"}).has_value());
        sheet.onChange([this] { ++changes; });
    }
    void hear(int reports, double momentaryLufs) {
        Meters meters;
        meters.programme.momentaryLufs = momentaryLufs;
        for (int i = 0; i < reports; ++i) {
            studio.metered(meters);
        }
    }
    void input(InputState state, bool hasVideo) {
        InputStatus status;
        status.id = kCamera;
        status.state = state;
        status.hasVideo = hasVideo;
        studio.inputChanged(status);
    }
    [[nodiscard]] Checklist list() const {
        kControlThread.assertHere();
        return sheet.checklist();
    }
};

}  // namespace

TEST_CASE("sound is ticked while it was heard within ten seconds, whatever comes between") {
    SheetRig rig;
    CHECK_FALSE(rig.list().sound);
    rig.hear(1, -20);
    CHECK(rig.list().sound);
    rig.hear(99, kSilenceDb);
    CHECK(rig.list().sound);
    rig.hear(1, -20);
    rig.hear(99, -55);  // a fan
    CHECK(rig.list().sound);
    rig.hear(1, -55);
    CHECK_FALSE(rig.list().sound);
    CHECK(rig.changes == 2);
}

TEST_CASE("a picture is ticked when the programme shows an input whose picture comes") {
    kControlThread.assertHere();
    SheetRig rig;
    CHECK_FALSE(rig.list().picture);
    rig.input(InputState::Live, true);
    CHECK_FALSE(rig.list().picture);  // nobody sees it
    REQUIRE(rig.studio.preview({LayoutKind::Full, {{"main", kCamera}}}).has_value());
    REQUIRE(rig.studio.take(Transition{TransitionKind::Cut, {}}).has_value());
    CHECK(rig.list().picture);
    rig.input(InputState::Lost, true);
    CHECK_FALSE(rig.list().picture);
    rig.input(InputState::Live, false);
    CHECK_FALSE(rig.list().picture);
}

TEST_CASE("room on the disk is ticked before anything is recorded, too, and its want is told") {
    kControlThread.assertHere();
    SheetRig rig;
    CHECK(rig.list().disk);
    rig.recorder.idle.disk = DiskState::Low;
    rig.recorder.idle.freeTime = std::chrono::minutes(7);
    rig.executor.advance(std::chrono::seconds(10));
    CHECK_FALSE(rig.list().disk);
    CHECK(rig.office.recording().freeTime == std::chrono::minutes(7));
    REQUIRE_FALSE(rig.studio.state().alerts.empty());
    CHECK(rig.studio.state().alerts.front().id == "disk");
    rig.recorder.idle.disk = DiskState::Ok;
    rig.executor.advance(std::chrono::seconds(10));
    CHECK(rig.list().disk);
    CHECK(rig.studio.state().alerts.front().over);
}

TEST_CASE("what is recorded now counts, not what the disk would have otherwise") {
    kControlThread.assertHere();
    SheetRig rig;
    rig.live();
    rig.office.recordingChanged(kSpring, {.active = true, .disk = DiskState::WriteError});
    rig.executor.advance(std::chrono::seconds(30));
    CHECK(rig.list().recording);
    CHECK_FALSE(rig.list().disk);
}

TEST_CASE("nobody goes live without sound unawares; what could not go live anyway gets its own answer") {
    kControlThread.assertHere();
    SheetRig rig;
    rig.open();
    CHECK(rig.sheet.mayGoLive(kSpring).error().code == ErrorCode::NotReady);
    REQUIRE(rig.office.rehearse(kSpring).has_value());
    CHECK(rig.sheet.mayGoLive(kSpring).error().code == ErrorCode::NotReady);
    rig.hear(1, -20);
    CHECK(rig.sheet.mayGoLive(kSpring).has_value());
    rig.hear(RunSheet::kHeardReports, kSilenceDb);
    REQUIRE(rig.office.start(kSpring).has_value());
    CHECK(rig.sheet.mayGoLive(kSpring).has_value());  // it is live: the office says so
    CHECK(rig.sheet.mayGoLive(SeminarId("none")).has_value());
}
