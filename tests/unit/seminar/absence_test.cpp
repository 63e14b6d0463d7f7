// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/absence.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace tsudoi;
using namespace tsudoi::seminar;
using tests::kSpring;

namespace {

const InputId kCamera("camera");

struct AbsenceRig : tests::OfficeRig {
    Panel panel{{programme, access, studio, office, executor.clock()}};
    Absence absence{studio, panel};
    InputId yamada;
    InputId sato;

    AbsenceRig() {
        kControlThread.assertHere();
        open();
        REQUIRE(studio.addInput({.id = kCamera, .name = "会場"}).has_value());
        yamada = invite("山田");
        sato = invite("佐藤");
    }
    InputId invite(const std::string& name) {
        kControlThread.assertHere();
        const auto invited = panel.invite({.seminar = kSpring, .name = name, .affiliation = ""});
        REQUIRE(invited.has_value());
        REQUIRE(panel.admit(invited->id));
        report(invited->id, InputState::Live);
        return invited->id;
    }
    void report(const InputId& id, InputState state) {
        InputStatus status;
        status.id = id;
        status.state = state;
        studio.inputChanged(status);
    }
    void air(const Scene& scene) {
        kControlThread.assertHere();
        REQUIRE(studio.preview(scene));
        REQUIRE(studio.take(Transition{}));
    }
    void pass(int reports) {
        for (int i = 0; i < reports; ++i) {
            studio.metered({});
        }
    }
    bool told() const {
        const auto& alerts = studio.state().alerts;
        const auto found = std::ranges::find(alerts, "panelist-away:" + yamada.str(), &Alert::id);
        return found != alerts.end() && !found->over;
    }
};

}  // namespace

TEST_CASE("who is away for a minute leaves the picture to the others, who glide into their room") {
    AbsenceRig rig;
    rig.air(panelOf({kCamera, rig.yamada, rig.sato}));
    rig.report(rig.yamada, InputState::Lost);
    rig.pass(Absence::kLongest - 1);
    CHECK(shows(rig.programme.programme, rig.yamada));
    CHECK_FALSE(rig.told());
    rig.pass(1);
    CHECK_FALSE(shows(rig.programme.programme, rig.yamada));
    CHECK(shows(rig.programme.programme, kCamera));
    CHECK(shows(rig.programme.programme, rig.sato));
    CHECK(rig.programme.lastTransition.kind == TransitionKind::Move);
    CHECK(rig.told());
    rig.report(rig.yamada, InputState::Live);
    rig.pass(1);
    CHECK_FALSE(rig.told());
}

TEST_CASE("who comes back within the minute has kept their place, and a new absence counts anew") {
    AbsenceRig rig;
    rig.air(panelOf({kCamera, rig.yamada}));
    rig.report(rig.yamada, InputState::Lost);
    rig.pass(Absence::kLongest - 1);
    rig.report(rig.yamada, InputState::Live);
    rig.pass(1);
    rig.report(rig.yamada, InputState::Lost);
    rig.pass(Absence::kLongest - 1);
    CHECK(shows(rig.programme.programme, rig.yamada));
}

TEST_CASE("who is alone in the picture keeps it; a camera that is lost is no panelist") {
    AbsenceRig rig;
    rig.air({LayoutKind::Full, {{"main", rig.yamada}}});
    rig.report(rig.yamada, InputState::Lost);
    rig.pass(Absence::kLongest);
    CHECK(shows(rig.programme.programme, rig.yamada));
    CHECK_FALSE(rig.told());

    rig.air(panelOf({kCamera, rig.sato}));
    rig.report(kCamera, InputState::Lost);
    rig.pass(Absence::kLongest);
    CHECK(shows(rig.programme.programme, kCamera));
}

TEST_CASE("who goes back to the green room leaves the picture at once") {
    AbsenceRig rig;
    rig.air(
        {LayoutKind::LecturerSlidesPanelist, {{"lecturer", rig.sato}, {"slides", kCamera}, {"panelist", rig.yamada}}});
    REQUIRE(rig.panel.hold(rig.yamada));
    CHECK(rig.programme.programme == Scene{LayoutKind::LecturerSlides, {{"lecturer", rig.sato}, {"slides", kCamera}}});
}
