// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/frame_plan.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace tsudoi::pipeline {

/// Fades titles in and out; one that replaces another waits until that is gone.
///
/// Threads: thread-bound (tick thread).
class TitleFader {
public:
    static constexpr MediaTime kFade = std::chrono::milliseconds(300);

    /// \param picture  null: none from now on
    void show(PicturePtr picture) { wanted_ = std::move(picture); }

    /// \return what a frame shows. \param duration  of the frame
    [[nodiscard]] Overlay next(MediaTime duration) {
        const double step = static_cast<double>(duration.count()) / static_cast<double>(kFade.count());
        strength_ = std::clamp(strength_ + (shown_ == wanted_ ? step : -step), 0.0, 1.0);
        if (strength_ <= 0) {
            shown_ = wanted_;
        }
        return {shown_, static_cast<int>(strength_ * kOpaque)};
    }

private:
    PicturePtr shown_;
    PicturePtr wanted_;
    double strength_ = 0;  ///< 0 to 1
};

}  // namespace tsudoi::pipeline
