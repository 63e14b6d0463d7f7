// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/scene_timeline.h"

#include "pipeline/frame_plan.h"

#include <utility>

namespace tsudoi::pipeline {

using seminar::TransitionKind;

void SceneTimeline::begin(seminar::Scene scene, TransitionKind kind, MediaTime at) {
    interrupted_ = held_ || at < start_ + duration_;
    before_ = std::exchange(scene_, std::move(scene));
    start_ = at;
    duration_ = {};
    held_.reset();
    kind_ = interrupted_ && kind == TransitionKind::Move ? TransitionKind::Fade : kind;
    ++transition_;
}

/// From where the hand left it.
void SceneTimeline::goOn(const seminar::Transition& transition, MediaTime at) {
    const bool cut = transition.kind == TransitionKind::Cut;
    duration_ = cut ? MediaTime{} : MediaTime(transition.duration);
    start_ = at - duration_ * *held_ / kArrived;
    held_.reset();
}

void SceneTimeline::take(seminar::Scene scene, const seminar::Transition& transition, MediaTime at) {
    if (held_ && scene == scene_) {
        goOn(transition, at);
        return;
    }
    begin(std::move(scene), transition.kind, at);
    duration_ = kind_ == TransitionKind::Cut ? MediaTime{} : MediaTime(transition.duration);
}

void SceneTimeline::hold(seminar::Scene scene, TransitionKind kind, int progress, MediaTime at) {
    if (!held_ && progress <= 0) {
        return;
    }
    if (!held_) {
        begin(std::move(scene), kind, at);
    }
    held_ = progress;
    if (progress <= 0) {
        scene_ = before_;
    }
    if (progress <= 0 || progress >= kArrived) {
        held_.reset();
    }
}

SceneTimeline::Moment SceneTimeline::at(MediaTime pts, MediaTime frame) const {
    if (held_) {
        return {kind_, *held_, interrupted_};
    }
    // The first frame of a transition already shows a step of it, the last one shows all of the scene.
    const MediaTime passed = pts - start_ + frame;
    if (passed >= duration_) {
        return {kind_, kArrived, false};
    }
    const std::int64_t whole = duration_.count();
    return {kind_, static_cast<int>((kArrived * passed.count() + whole / 2) / whole), interrupted_};
}

}  // namespace tsudoi::pipeline
