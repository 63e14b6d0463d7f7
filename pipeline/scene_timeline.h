// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "seminar/programme.h"

#include <cstdint>
#include <optional>

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

    /// Moved by hand: the frame that begins at \p at and those after it show \p progress (of kArrived) of the way to
    /// \p scene. 0: what was on air before the movement began; kArrived: it is over. A take of the same scene in
    /// between goes on from there by itself, a cut ends it.
    void hold(seminar::Scene scene, seminar::TransitionKind kind, int progress, MediaTime at);

    [[nodiscard]] Moment at(MediaTime pts, MediaTime frame) const;
    [[nodiscard]] const seminar::Scene& scene() const { return scene_; }
    [[nodiscard]] const seminar::Scene& before() const { return before_; }
    [[nodiscard]] std::int64_t transition() const { return transition_; }

private:
    void begin(seminar::Scene scene, seminar::TransitionKind kind, MediaTime at);
    void goOn(const seminar::Transition& transition, MediaTime at);

    seminar::Scene scene_;
    seminar::Scene before_;
    MediaTime start_{};
    MediaTime duration_{};
    seminar::TransitionKind kind_ = seminar::TransitionKind::Cut;
    bool interrupted_ = false;
    std::optional<int> held_;  ///< progress that a hand gave; absent: time moves it
    std::int64_t transition_ = 0;
};

}  // namespace tsudoi::pipeline
