// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/scene_timeline.h"

#include "pipeline/frame_plan.h"
#include "pipeline/programme_time.h"

#include <doctest/doctest.h>

namespace tsudoi::pipeline {

namespace {

constexpr Fraction kRate{30, 1};
constexpr MediaTime kFrame = frameTime(1, kRate);
using seminar::TransitionKind;

seminar::Scene scene(const char* input) {
    return {seminar::LayoutKind::Full, {{"main", InputId(input)}}};
}
seminar::Transition fade(int milliseconds) {
    return {TransitionKind::Fade, std::chrono::milliseconds(milliseconds)};
}

}  // namespace

TEST_CASE("a cut shows the new scene whole in its first frame") {
    SceneTimeline timeline;
    timeline.take(scene("a"), {}, MediaTime{});
    timeline.take(scene("b"), {}, frameTime(10, kRate));
    CHECK(timeline.at(frameTime(10, kRate), kFrame).progress == kArrived);
    CHECK(timeline.scene() == scene("b"));
}

TEST_CASE("a fade of 500 ms has 15 even steps, begins at once and ends whole") {
    SceneTimeline timeline;
    timeline.take(scene("a"), {}, MediaTime{});
    timeline.take(scene("b"), fade(500), frameTime(30, kRate));
    CHECK(timeline.before() == scene("a"));
    int last = 0;
    for (int i = 0; i < 14; ++i) {
        const auto moment = timeline.at(frameTime(30 + i, kRate), kFrame);
        CHECK(moment.progress - last >= kArrived / 15);
        CHECK(moment.progress - last <= kArrived / 15 + 1);
        CHECK_FALSE(moment.beforeIsLastFrame);
        last = moment.progress;
    }
    CHECK(timeline.at(frameTime(45, kRate), kFrame).progress == kArrived);
}

TEST_CASE("a fade during a fade starts from the picture on air") {
    SceneTimeline timeline;
    timeline.take(scene("a"), {}, MediaTime{});
    timeline.take(scene("b"), fade(500), frameTime(30, kRate));
    timeline.take(scene("c"), fade(500), frameTime(36, kRate));
    CHECK(timeline.at(frameTime(36, kRate), kFrame).beforeIsLastFrame);
    timeline.take(scene("a"), fade(500), frameTime(100, kRate));
    CHECK_FALSE(timeline.at(frameTime(100, kRate), kFrame).beforeIsLastFrame);
}

TEST_CASE("every transition arrives, a cut at once") {
    for (const auto kind : {TransitionKind::Fade, TransitionKind::FadeBlack, TransitionKind::Wipe, TransitionKind::Push,
                            TransitionKind::Move}) {
        SceneTimeline timeline;
        timeline.take(scene("a"), {}, MediaTime{});
        timeline.take(scene("b"), {kind, std::chrono::milliseconds(1000)}, frameTime(30, kRate));
        CHECK(timeline.at(frameTime(44, kRate), kFrame).kind == kind);
        CHECK(timeline.at(frameTime(44, kRate), kFrame).progress == kArrived / 2);
        CHECK(timeline.at(frameTime(59, kRate), kFrame).progress == kArrived);
    }
}

TEST_CASE("a move during a transition is a fade: the picture on air has no boxes") {
    SceneTimeline timeline;
    timeline.take(scene("a"), {}, MediaTime{});
    timeline.take(scene("b"), {TransitionKind::Push, std::chrono::milliseconds(500)}, frameTime(30, kRate));
    timeline.take(scene("c"), {TransitionKind::Move, std::chrono::milliseconds(500)}, frameTime(36, kRate));
    const auto moment = timeline.at(frameTime(36, kRate), kFrame);
    CHECK(moment.kind == TransitionKind::Fade);
    CHECK(moment.beforeIsLastFrame);
}

}  // namespace tsudoi::pipeline
