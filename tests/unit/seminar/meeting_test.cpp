// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/meeting.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace tsudoi;
using namespace tsudoi::seminar;
using namespace std::chrono_literals;
using tests::kSpring;

namespace {

const SeminarId kPlanning("planning");
const InputId kCamera("camera");
const InputId kDoor("door");

struct MeetingRig : tests::OfficeRig {
    explicit MeetingRig(const StoredState& stored = {}) : OfficeRig(stored) {
        kControlThread.assertHere();
        if (!stored.seminars.empty()) {
            return;
        }
        Seminar seminar;
        seminar.id = kPlanning;
        seminar.title = "打ち合わせ";
        seminar.meeting = true;
        REQUIRE(office.create(seminar, {}).has_value());
        for (const InputId& id : {kCamera, kDoor}) {
            REQUIRE(studio.addInput({.id = id, .name = id.str()}).has_value());
        }
        take({LayoutKind::Full, {{"main", kCamera}}});
    }

    void take(const Scene& scene) {
        REQUIRE(studio.preview(scene));
        REQUIRE(studio.take(Transition{}));
        executor.run();
    }
    InputId invite(const std::string& name) {
        const auto invited = panel.invite({.seminar = kPlanning, .name = name, .affiliation = ""});
        REQUIRE(invited.has_value());
        return invited->id;
    }
    void report(const InputId& id, InputState state) {
        InputStatus status;
        status.id = id;
        status.state = state;
        studio.inputChanged(status);
        executor.run();
    }
    InputId comes(const std::string& name) {
        InputId id = invite(name);
        report(id, InputState::Live);
        return id;
    }
    void goes(const InputId& id) { report(id, InputState::Lost); }
    InputId shares(const InputId& id) {
        const auto screen = panel.share(id);
        REQUIRE(screen.has_value());
        report(*screen, InputState::Live);
        return *screen;
    }
    void begin() {
        REQUIRE(office.rehearse(kPlanning));
        executor.run();
    }
    bool onStage(const InputId& id) const { return programme.inputs.at(id).onStage; }
    /// \return what is in the panel's tiles, in order
    std::vector<InputId> tiles() const {
        std::vector<InputId> shown;
        for (int i = 1; i <= kMaxPanelTiles; ++i) {
            const auto slot = programme.programme.slots.find(std::to_string(i));
            if (slot != programme.programme.slots.end()) {
                shown.push_back(slot->second);
            }
        }
        return shown;
    }

    Panel panel{{programme, access, studio, office, executor.clock()}};
    Meeting meeting{{studio, office, panel, executor, executor.clock()}};
};

using Ids = std::vector<InputId>;

}  // namespace

TEST_CASE("a meeting is open as soon as it is made, and has no door for the public") {
    MeetingRig rig;
    CHECK(rig.state(kPlanning) == SeminarState::Open);
    Seminar other;
    other.title = "x";
    other.meeting = true;
    other.policy = AccessPolicy::Unlisted;
    CHECK(rig.office.create(other, {}).error().code == ErrorCode::InvalidArgument);
    Seminar changed = *rig.office.find(kPlanning);
    changed.meeting = false;
    REQUIRE(rig.office.update(changed));
    CHECK(rig.office.find(kPlanning)->meeting);
}

TEST_CASE("while it runs, whoever is connected is on stage and in the picture, beside the room") {
    MeetingRig rig;
    const InputId early = rig.comes("早い");
    const InputId absent = rig.invite("欠席");
    CHECK_FALSE(rig.onStage(early));
    CHECK_FALSE(rig.meeting.arranges().has_value());

    rig.begin();
    CHECK(rig.meeting.arranges() == true);
    CHECK(rig.onStage(early));
    CHECK_FALSE(rig.onStage(absent));
    CHECK(rig.programme.programme.layout == LayoutKind::Panel);
    CHECK(rig.tiles() == Ids{kCamera, early});
    const InputId late = rig.comes("遅い");
    CHECK(rig.onStage(late));
    CHECK(rig.tiles() == Ids{kCamera, early, late});
    CHECK(rig.programme.lastTransition == Meeting::kReflow);

    REQUIRE(rig.office.rehearse(kPlanning));
    CHECK(rig.state(kPlanning) == SeminarState::Open);
    CHECK_FALSE(rig.onStage(early));
    CHECK_FALSE(rig.onStage(late));
    CHECK(rig.programme.programme == Scene{LayoutKind::Full, {{"main", kCamera}}});
    CHECK_FALSE(rig.meeting.arranges().has_value());
}

TEST_CASE("with recording it is the same; the end sends everybody back, and the end taken back brings them again") {
    MeetingRig rig;
    const InputId one = rig.comes("一");
    rig.begin();
    REQUIRE(rig.office.start(kPlanning));
    CHECK(rig.programme.encoding());
    CHECK(rig.panel.find(one)->onAir);
    CHECK(rig.tiles() == Ids{kCamera, one});
    REQUIRE(rig.office.pause(kPlanning));
    CHECK(rig.onStage(one));
    REQUIRE(rig.office.resume(kPlanning));
    REQUIRE(rig.office.end(kPlanning));
    CHECK_FALSE(rig.onStage(one));
    REQUIRE(rig.office.undoEnd(kPlanning));
    CHECK(rig.onStage(one));
    CHECK(rig.tiles() == Ids{kCamera, one});
}

TEST_CASE("somebody who is lost keeps their place for a while, then the others close up; who comes back comes last") {
    MeetingRig rig;
    const InputId one = rig.comes("一");
    const InputId two = rig.comes("二");
    const InputId three = rig.comes("三");
    rig.begin();
    rig.goes(one);
    rig.executor.advance(Meeting::kHold - 1s);
    CHECK(rig.tiles() == Ids{kCamera, one, two, three});
    rig.report(one, InputState::Live);
    rig.executor.advance(1h);
    CHECK(rig.tiles() == Ids{kCamera, one, two, three});
    CHECK(rig.studio.state().alerts.size() == 1);

    rig.goes(two);
    rig.executor.advance(Meeting::kHold);
    CHECK(rig.tiles() == Ids{kCamera, one, three});
    CHECK_FALSE(rig.onStage(two));
    for (const Alert& alert : rig.studio.state().alerts) {
        CHECK(alert.over);
    }
    rig.report(two, InputState::Live);
    CHECK(rig.onStage(two));
    CHECK(rig.tiles() == Ids{kCamera, one, three, two});
}

TEST_CASE("a shared screen is large with the others beside it; the newest one is shown") {
    MeetingRig rig;
    const InputId one = rig.comes("一");
    const InputId two = rig.comes("二");
    rig.begin();
    const InputId first = rig.shares(one);
    CHECK(rig.programme.programme == slidesPanelOf(first, {kCamera, one, two}));
    const InputId second = rig.shares(two);
    CHECK(rig.programme.programme == slidesPanelOf(second, {kCamera, one, two}));
    rig.goes(second);
    CHECK(rig.programme.programme == slidesPanelOf(first, {kCamera, one, two}));
    rig.goes(first);
    CHECK(rig.tiles() == Ids{kCamera, one, two});
    CHECK(rig.programme.programme.layout == LayoutKind::Panel);
}

TEST_CASE("a screen that was shared in the green room is large from the beginning") {
    MeetingRig rig;
    const InputId one = rig.comes("一");
    const InputId screen = rig.shares(one);
    rig.begin();
    CHECK(rig.programme.programme == slidesPanelOf(screen, {kCamera, one}));
}

TEST_CASE(
    "a take by hand stays until the operator lets the picture arrange itself again, with the room as it is then") {
    MeetingRig rig;
    const InputId one = rig.comes("一");
    rig.begin();
    const Scene mine{LayoutKind::SideBySide, {{"left", kDoor}, {"right", one}}};
    rig.take(mine);
    CHECK(rig.meeting.arranges() == false);
    const InputId two = rig.comes("二");
    CHECK(rig.onStage(two));
    CHECK(rig.programme.programme == mine);
    REQUIRE(rig.meeting.arrange());
    CHECK(rig.meeting.arranges() == true);
    CHECK(rig.tiles() == Ids{kDoor, one, two});

    rig.take(mine);
    REQUIRE(rig.office.rehearse(kPlanning));
    CHECK(rig.programme.programme == mine);
    CHECK_FALSE(rig.onStage(one));
    CHECK(rig.meeting.arrange().error().code == ErrorCode::WrongState);
}

TEST_CASE("whom the operator sends to the green room stays there until the operator lets them in again") {
    MeetingRig rig;
    const InputId one = rig.comes("一");
    rig.begin();
    REQUIRE(rig.panel.hold(one));
    rig.executor.run();
    CHECK(rig.tiles() == Ids{kCamera});
    rig.goes(one);
    rig.executor.advance(Meeting::kHold);
    rig.report(one, InputState::Live);
    CHECK_FALSE(rig.onStage(one));
    REQUIRE(rig.panel.admit(one));
    rig.executor.run();
    CHECK(rig.tiles() == Ids{kCamera, one});
}

TEST_CASE("somebody in the picture can be removed, with the screen they share") {
    MeetingRig rig;
    const InputId one = rig.comes("一");
    const InputId two = rig.comes("二");
    rig.begin();
    rig.shares(one);
    CHECK(rig.panel.remove(one).error().code == ErrorCode::WrongState);
    rig.meeting.dismiss(one);
    REQUIRE(rig.panel.remove(one));
    rig.executor.run();
    CHECK(rig.tiles() == Ids{kCamera, two});
    CHECK_FALSE(rig.programme.inputs.contains(Panel::shareOf(one)));
    rig.meeting.dismiss(InputId("nobody"));
}

TEST_CASE("eight take part, and all of them can share; then the room gives way in the picture") {
    MeetingRig rig;
    Ids people;
    for (std::size_t i = 0; i < Panel::kMaxOfMeeting; ++i) {
        people.push_back(rig.comes(std::to_string(i)));
    }
    CHECK(rig.panel.invite({.seminar = kPlanning, .name = "九", .affiliation = ""}).error().code == ErrorCode::TooMany);
    rig.begin();
    CHECK(rig.tiles() == people);
    for (const InputId& id : people) {
        CHECK(rig.panel.share(id).has_value());
    }
    rig.meeting.dismiss(people.front());
    REQUIRE(rig.panel.remove(people.front()));
    rig.executor.run();
    CHECK(rig.tiles().front() == kCamera);
    rig.invite("九");
    rig.open();
    for (int i = 0; i < 9; ++i) {
        CHECK(rig.panel.invite({.seminar = kSpring, .name = "x", .affiliation = ""}).has_value());
    }
}

TEST_CASE("a meeting disturbs nothing that runs, and nothing begins beside it") {
    MeetingRig rig;
    rig.open();
    REQUIRE(rig.office.rehearse(kSpring));
    CHECK(rig.office.rehearse(kPlanning).error().code == ErrorCode::WrongState);
    CHECK(rig.office.start(kPlanning).error().code == ErrorCode::WrongState);
    REQUIRE(rig.office.start(kSpring));
    CHECK(rig.office.rehearse(kPlanning).error().code == ErrorCode::WrongState);
    REQUIRE(rig.office.end(kSpring));
    rig.begin();
    CHECK(rig.office.undoEnd(kSpring).error().code == ErrorCode::WrongState);
    const SeminarId autumn("autumn");
    rig.open(autumn);
    CHECK(rig.office.rehearse(autumn).error().text.ja.find("打ち合わせ") != std::string::npos);
    CHECK(rig.office.start(autumn).error().code == ErrorCode::WrongState);
    REQUIRE(rig.office.rehearse(kPlanning));
    CHECK(rig.office.rehearse(autumn).has_value());
}

TEST_CASE("a panelist of another seminar has nothing to do with it") {
    MeetingRig rig;
    rig.open();
    const auto guest = rig.panel.invite({.seminar = kSpring, .name = "客", .affiliation = ""});
    REQUIRE(guest.has_value());
    rig.report(guest->id, InputState::Live);
    rig.begin();
    CHECK_FALSE(rig.onStage(guest->id));
    CHECK(rig.tiles() == Ids{kCamera});
}

TEST_CASE("a meeting that is removed while it runs leaves nobody in the picture") {
    MeetingRig rig;
    rig.comes("一");
    rig.begin();
    REQUIRE(rig.office.remove(kPlanning));
    rig.panel.tidy();
    CHECK(rig.programme.programme == Scene{LayoutKind::Full, {{"main", kCamera}}});
    CHECK(rig.programme.inputs.size() == 2);
}

TEST_CASE("a meeting goes on after a restart, with those who come back") {
    MeetingRig rig;
    const InputId one = rig.comes("一");
    const InputId two = rig.comes("二");
    rig.begin();
    MeetingRig again(rig.store.state);
    again.executor.run();
    CHECK(again.meeting.arranges() == true);
    CHECK(again.tiles() == Ids{kCamera});
    again.report(two, InputState::Live);
    CHECK(again.tiles() == Ids{kCamera, two});
    REQUIRE(again.office.rehearse(kPlanning));
    CHECK_FALSE(again.onStage(one));
    CHECK_FALSE(again.onStage(two));
}
