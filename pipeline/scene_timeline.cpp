// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/scene_timeline.h"

#include "pipeline/frame_plan.h"

#include <utility>

namespace tsudoi::pipeline {

using seminar::TransitionKind;

void SceneTimeline::take(seminar::Scene scene, const seminar::Transition& transition, MediaTime at) {
    interrupted_ = at < start_ + duration_;
    before_ = std::exchange(scene_, std::move(scene));
    start_ = at;
    kind_ = interrupted_ && transition.kind == TransitionKind::Move ? TransitionKind::Fade : transition.kind;
    duration_ = kind_ == TransitionKind::Cut ? MediaTime{} : MediaTime(transition.duration);
    ++transition_;
}

SceneTimeline::Moment SceneTimeline::at(MediaTime pts, MediaTime frame) const {
    // The first frame of a transition already shows a step of it, the last one shows all of the scene.
    const MediaTime passed = pts - start_ + frame;
    if (passed >= duration_) {
        return {kind_, kArrived, false};
    }
    const std::int64_t whole = duration_.count();
    return {kind_, static_cast<int>((kArrived * passed.count() + whole / 2) / whole), interrupted_};
}

}  // namespace tsudoi::pipeline
