// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/programme_desk.h"

#include <doctest/doctest.h>

namespace tsudoi::pipeline {

namespace {

constexpr Size kCanvas{320, 180};
constexpr Fraction kRate{30, 1};
using seminar::TransitionKind;

seminar::Scene scene(const char* input) {
    return {seminar::LayoutKind::Full, {{"main", InputId(input)}}};
}

InputId shown(const FramePlan& plan) {
    return plan.scene.at(0).input;
}

}  // namespace

TEST_CASE("however near to an end a hand is, it has not arrived before it is there, and can go back") {
    ProgrammeDesk desk(kCanvas, kRate);
    desk.take(scene("a"), {});
    (void)desk.frame(0);
    desk.move(scene("b"), TransitionKind::Fade, 0.00001);
    CHECK(desk.frame(1).progress > 0);
    desk.move(scene("b"), TransitionKind::Fade, 0.99999);
    CHECK(desk.frame(2).progress < kArrived);
    desk.move(scene("b"), TransitionKind::Fade, 0);
    CHECK(shown(desk.frame(3)) == InputId("a"));
    desk.move(scene("b"), TransitionKind::Fade, 0.5);
    (void)desk.frame(4);
    desk.move(scene("b"), TransitionKind::Fade, 1);
    const FramePlan arrived = desk.frame(5);
    CHECK(shown(arrived) == InputId("b"));
    CHECK(arrived.progress == kArrived);
}

}  // namespace tsudoi::pipeline
