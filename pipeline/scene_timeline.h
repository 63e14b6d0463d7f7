// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "seminar/programme.h"

#include <cstdint>

namespace tsudoi::pipeline {

/// Which scenes a frame shows and how much of each: a pure function of the takes and of time.
///
/// Threads: thread-bound (tick thread).
class SceneTimeline {
public:
    /// What one frame shows.
    struct Moment {
        seminar::TransitionKind kind = seminar::TransitionKind::Cut;
        int progress = 0;                ///< from before() to scene(), of kArrived
        bool beforeIsLastFrame = false;  ///< before() is the last frame that was on air
    };

    /// From the frame that begins at \p at on. A cut shows the scene whole in that very frame, the
    /// others begin in it. During a transition the new one starts from the picture that is on air;
    /// nothing in that has a box, so a move becomes a fade.
    void take(seminar::Scene scene, const seminar::Transition& transition, MediaTime at);

    [[nodiscard]] Moment at(MediaTime pts, MediaTime frame) const;
    [[nodiscard]] const seminar::Scene& scene() const { return scene_; }
    [[nodiscard]] const seminar::Scene& before() const { return before_; }
    [[nodiscard]] std::int64_t transition() const { return transition_; }

private:
    seminar::Scene scene_;
    seminar::Scene before_;
    MediaTime start_{};
    MediaTime duration_{};
    seminar::TransitionKind kind_ = seminar::TransitionKind::Cut;
    bool interrupted_ = false;
    std::int64_t transition_ = 0;
};

}  // namespace tsudoi::pipeline
