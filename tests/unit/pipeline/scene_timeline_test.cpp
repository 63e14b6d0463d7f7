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

TEST_CASE("a hand moves a transition to and fro; back at the start nothing was done") {
    SceneTimeline timeline;
    timeline.take(scene("a"), {}, MediaTime{});
    const auto at = [&](int frame) {
        return timeline.at(frameTime(frame, kRate), kFrame).progress;
    };
    timeline.hold(scene("b"), TransitionKind::Wipe, 1000, frameTime(30, kRate));
    CHECK(at(30) == 1000);
    CHECK(at(500) == 1000);
    CHECK(timeline.at(frameTime(30, kRate), kFrame).kind == TransitionKind::Wipe);
    CHECK(timeline.before() == scene("a"));
    timeline.hold(scene("b"), TransitionKind::Wipe, 3000, frameTime(31, kRate));
    timeline.hold(scene("b"), TransitionKind::Wipe, 200, frameTime(32, kRate));
    CHECK(at(32) == 200);
    timeline.hold(scene("b"), TransitionKind::Wipe, 0, frameTime(33, kRate));
    CHECK(at(33) == kArrived);
    CHECK(timeline.scene() == scene("a"));
    timeline.hold(scene("b"), TransitionKind::Wipe, 0, frameTime(34, kRate));
    CHECK(timeline.scene() == scene("a"));
}

TEST_CASE("a hand that reaches the end has taken; the next movement is another transition") {
    SceneTimeline timeline;
    timeline.take(scene("a"), {}, MediaTime{});
    timeline.hold(scene("b"), TransitionKind::Fade, 2000, frameTime(30, kRate));
    const auto first = timeline.transition();
    timeline.hold(scene("b"), TransitionKind::Fade, kArrived, frameTime(31, kRate));
    CHECK(timeline.at(frameTime(31, kRate), kFrame).progress == kArrived);
    CHECK(timeline.scene() == scene("b"));
    timeline.hold(scene("a"), TransitionKind::Fade, 100, frameTime(40, kRate));
    CHECK(timeline.transition() == first + 1);
    CHECK_FALSE(timeline.at(frameTime(40, kRate), kFrame).beforeIsLastFrame);
}

TEST_CASE("a take in between goes the rest of the way by itself, a cut ends it") {
    SceneTimeline timeline;
    timeline.take(scene("a"), {}, MediaTime{});
    timeline.hold(scene("b"), TransitionKind::Wipe, kArrived / 2, frameTime(30, kRate));
    const auto transition = timeline.transition();
    timeline.take(scene("b"), fade(1000), frameTime(60, kRate));
    CHECK(timeline.transition() == transition);
    const auto moment = timeline.at(frameTime(60, kRate), kFrame);
    CHECK(moment.kind == TransitionKind::Wipe);
    CHECK(moment.progress > kArrived / 2);
    CHECK(moment.progress < kArrived / 2 + kArrived / 15);
    CHECK(timeline.at(frameTime(73, kRate), kFrame).progress < kArrived);
    CHECK(timeline.at(frameTime(75, kRate), kFrame).progress == kArrived);

    timeline.hold(scene("c"), TransitionKind::Wipe, 100, frameTime(90, kRate));
    timeline.take(scene("c"), {}, frameTime(91, kRate));
    CHECK(timeline.at(frameTime(91, kRate), kFrame).progress == kArrived);
}

TEST_CASE("another scene during a movement by hand starts from the picture on air") {
    SceneTimeline timeline;
    timeline.take(scene("a"), {}, MediaTime{});
    timeline.hold(scene("b"), TransitionKind::Fade, 2000, frameTime(30, kRate));
    timeline.take(scene("c"), fade(500), frameTime(31, kRate));
    CHECK(timeline.at(frameTime(31, kRate), kFrame).beforeIsLastFrame);
    CHECK(timeline.at(frameTime(46, kRate), kFrame).progress == kArrived);
}

}  // namespace tsudoi::pipeline
