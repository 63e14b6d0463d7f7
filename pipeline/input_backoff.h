// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

namespace tsudoi::pipeline {

/// Growing pauses between starts of something that keeps failing: 0.5, 1, 2, 4, 8, 10, 10 …
/// seconds. A value.
class InputBackoff {
public:
    static constexpr std::chrono::milliseconds kFirst{500};
    static constexpr std::chrono::milliseconds kLongest{10'000};

    [[nodiscard]] std::chrono::milliseconds next() noexcept {
        const auto pause = pause_;
        pause_ = std::min(pause_ * 2, kLongest);
        ++failures_;
        return pause;
    }
    /// It worked: the next pause is the first again.
    void reset() noexcept { *this = InputBackoff(); }
    /// \return calls of next() since the last reset
    [[nodiscard]] int failures() const noexcept { return failures_; }

private:
    std::chrono::milliseconds pause_ = kFirst;
    int failures_ = 0;
};

}  // namespace tsudoi::pipeline
