// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/scene_timeline.h"

#include "pipeline/frame_plan.h"

#include <utility>

namespace tsudoi::pipeline {

void SceneTimeline::take(seminar::Scene scene, const seminar::Transition& transition, MediaTime at) {
    interrupted_ = at < start_ + duration_;
    before_ = std::exchange(scene_, std::move(scene));
    start_ = at;
    const bool fades = transition.kind == seminar::TransitionKind::Fade;
    duration_ = fades ? MediaTime(transition.duration) : MediaTime{};
    ++transition_;
}

SceneTimeline::Moment SceneTimeline::at(MediaTime pts, MediaTime frame) const {
    // The first frame of a fade already shows a step of it, the last one shows all of the scene.
    const MediaTime passed = pts - start_ + frame;
    if (passed >= duration_) {
        return {kOpaque, false};
    }
    return {static_cast<int>(kOpaque * passed.count() / duration_.count()), interrupted_};
}

}  // namespace tsudoi::pipeline
