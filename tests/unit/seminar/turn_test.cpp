// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/turn.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace tsudoi;
using namespace tsudoi::seminar;
using tests::kSpring;

namespace {

const SeminarId kAutumn("autumn");
const InputId kYamada("yamada");
const PersonId kHall("hall");

/// Two open seminars; a panelist and a screen of the second one are there.
struct TurnRig : tests::OfficeRig {
    Panel panel{{programme, access, studio, office, executor.clock()}};
    RoomScreens screens{{programme, access, studio, office}};
    Turn turn{{programme, studio, office, panel, screens}};

    TurnRig() {
        kControlThread.assertHere();
        open(kSpring);
        open(kAutumn);
        REQUIRE(panel.invite({.seminar = kAutumn, .name = "山田", .id = kYamada}).has_value());
        REQUIRE(screens.open({.seminar = kAutumn, .id = kHall}).has_value());
        studio.peerConnected({PeerId::Kind::Panelist, kYamada.str()}, true);
        studio.peerConnected({PeerId::Kind::Screen, kHall.str()}, true);
        executor.run();
        log.clear();
    }
    [[nodiscard]] bool dropped(PeerId::Kind kind, const std::string& id) const {
        return std::ranges::find(programme.dropped, PeerId{kind, id}) != programme.dropped.end();
    }
    [[nodiscard]] bool onStage() const {
        kControlThread.assertHere();
        return panel.find(kYamada)->onStage;
    }
    void begin(const SeminarId& id) {
        kControlThread.assertHere();
        REQUIRE(office.start(id).has_value());
        executor.run();
    }
};

}  // namespace

TEST_CASE("while nothing runs everybody may wait, whichever seminar they belong to") {
    kControlThread.assertHere();
    TurnRig rig;
    CHECK(rig.office.mayConverse(kSpring));
    CHECK(rig.office.mayConverse(kAutumn));
    CHECK_FALSE(rig.office.mayConverse(SeminarId("none")));
    CHECK(rig.programme.dropped.empty());
}

TEST_CASE("when another seminar begins, panelists leave the stage and connections end, also those that come later") {
    kControlThread.assertHere();
    TurnRig rig;
    REQUIRE(rig.panel.admit(kYamada).has_value());
    rig.begin(kSpring);
    CHECK_FALSE(rig.office.mayConverse(kAutumn));
    CHECK_FALSE(rig.onStage());
    CHECK(rig.panel.find(kYamada)->busy);
    CHECK(rig.dropped(PeerId::Kind::Panelist, "yamada"));
    CHECK(rig.dropped(PeerId::Kind::Screen, "hall"));
    rig.studio.peerConnected({PeerId::Kind::Panelist, kYamada.str()}, false);
    rig.studio.peerConnected({PeerId::Kind::Screen, kHall.str()}, false);
    rig.executor.run();
    rig.programme.dropped.clear();
    rig.studio.peerConnected({PeerId::Kind::Panelist, kYamada.str()}, true);  // was on its way
    rig.executor.run();
    CHECK(rig.dropped(PeerId::Kind::Panelist, "yamada"));
    REQUIRE(rig.panel.admit(kYamada).has_value());
    rig.executor.run();
    CHECK_FALSE(rig.onStage());
}

TEST_CASE("an end that is taken back finds everybody where they were; afterwards nobody is on stage") {
    kControlThread.assertHere();
    TurnRig rig;
    REQUIRE(rig.panel.admit(kYamada).has_value());
    rig.begin(kAutumn);
    REQUIRE(rig.office.end(kAutumn).has_value());
    rig.finishEnd(kAutumn);
    rig.executor.advance(std::chrono::seconds(5));
    CHECK(rig.onStage());
    REQUIRE(rig.office.undoEnd(kAutumn).has_value());
    rig.executor.run();
    CHECK(rig.onStage());
    CHECK(rig.programme.dropped.empty());
    REQUIRE(rig.office.end(kAutumn).has_value());
    rig.finishEnd(kAutumn);
    rig.executor.advance(std::chrono::seconds(15));
    CHECK_FALSE(rig.onStage());
    CHECK(rig.dropped(PeerId::Kind::Panelist, "yamada"));
    CHECK_FALSE(rig.panel.find(kYamada)->busy);  // it is over, not in the way
}

TEST_CASE("a rehearsal has the programme for itself, too") {
    kControlThread.assertHere();
    TurnRig rig;
    REQUIRE(rig.office.rehearse(kSpring).has_value());
    rig.executor.run();
    CHECK_FALSE(rig.office.mayConverse(kAutumn));
    CHECK(rig.dropped(PeerId::Kind::Panelist, "yamada"));
    REQUIRE(rig.office.rehearse(kSpring).has_value());
    CHECK(rig.office.mayConverse(kAutumn));
}

TEST_CASE("whoever belongs to a removed seminar and is in the scene on air leaves nothing but the name card") {
    kControlThread.assertHere();
    TurnRig rig;
    REQUIRE(rig.panel.admit(kYamada).has_value());
    REQUIRE(rig.studio.preview({LayoutKind::Full, {{"main", kYamada}}}).has_value());
    REQUIRE(rig.studio.take(Transition{TransitionKind::Cut, {}}).has_value());
    REQUIRE(rig.office.remove(kAutumn).has_value());
    rig.panel.tidy();
    CHECK(rig.studio.state().inputs.at(kYamada).onStage == false);
    CHECK(rig.dropped(PeerId::Kind::Panelist, "yamada"));
    REQUIRE(rig.studio.take(std::nullopt).has_value());
    rig.panel.tidy();
    CHECK_FALSE(rig.studio.state().inputs.contains(kYamada));
}
