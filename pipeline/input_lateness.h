// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "base/synchronized.h"

#include <algorithm>
#include <functional>

namespace tsudoi::pipeline {

/// Notices when everything of a source comes late: its clock runs slow against ours, or its way became longer. Then
/// its times must be moved, or the mixer would throw all of its sound away.
///
/// Judged by the earliest arrival in a window: single late ones are jitter.
///
/// Threads: thread-safe (picture and sound of one source).
class LatenessWatch {
public:
    static constexpr MediaTime kWindow = std::chrono::milliseconds(1000);
    static constexpr MediaTime kTolerated = std::chrono::milliseconds(30);
    /// Moved a little further than measured, so that it does not have to be moved again at once.
    static constexpr MediaTime kSpare = std::chrono::milliseconds(20);

    /// In a conversation times are set so that everything comes a little late: up to this there is still room in
    /// kInputLatency.
    static constexpr MediaTime kToleratedInConversation = std::chrono::milliseconds(55);

    /// \param late  called with what to add to the times; at most once a window
    explicit LatenessWatch(std::function<void(MediaTime)> late, MediaTime tolerated = kTolerated)
        : late_(std::move(late)), tolerated_(tolerated) {}

    void came(MediaTime now, MediaTime due) noexcept {
        const MediaTime move = window_.with([&](Window& window) { return window.judge(now, due, tolerated_); });
        if (move > MediaTime(0)) {
            late_(move);
        }
    }

private:
    struct Window {
        MediaTime began{};
        MediaTime least = MediaTime::max();

        MediaTime judge(MediaTime now, MediaTime due, MediaTime tolerated) noexcept {
            if (least == MediaTime::max()) {
                began = now;
            }
            least = std::min(least, now - due);
            if (now - began < kWindow) {
                return MediaTime(0);
            }
            const MediaTime move = least > tolerated ? least + kSpare : MediaTime(0);
            least = MediaTime::max();
            return move;
        }
    };
    const std::function<void(MediaTime)> late_;
    const MediaTime tolerated_;
    Synchronized<Window> window_;
};

}  // namespace tsudoi::pipeline
