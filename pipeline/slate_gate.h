// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/programme_time.h"

#include <cstdint>
#include <deque>
#include <span>

namespace tsudoi::pipeline {

/// Takes the room's sound out of the programme for the samples of the slate's frames and a little
/// around them.
///
/// Both ramps lie outside the slate, and kGuard away from it: a transform coder smears the noise of
/// the room's last sound over its window, and even that shall not be heard under the slate.
/// Threads: thread-bound (tick thread).
class SlateGate {
public:
    static constexpr std::int64_t kRamp = 240;    ///< 5 ms
    static constexpr std::int64_t kGuard = 2048;  ///< the window of AAC-LC, ISO/IEC 14496-3 4.6.11

    /// From programme sample \p sample on the audience sees the slate (or the room). Calls in order of time.
    void change(bool closed, std::int64_t sample);
    /// \param sample  number of the first frame; calls are contiguous
    void process(std::int64_t sample, std::span<float> frames);

private:
    struct Change {
        bool closed = false;
        std::int64_t at = 0;
    };
    [[nodiscard]] float gainAt(std::int64_t sample);

    std::deque<Change> ahead_;
    bool closed_ = false;
    std::int64_t since_ = -kRamp;  ///< when it was opened or closed
};

}  // namespace tsudoi::pipeline
