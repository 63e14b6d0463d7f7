// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bounded_queue.h"
#include "pipeline/frame_plan.h"
#include "pipeline/video_mixer.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <thread>

namespace tsudoi::pipeline {

/// What happened to frames since the programme began. Threads: thread-safe.
struct FrameCounters {
    std::atomic<std::uint64_t> frames{0};   ///< drawn and handed out
    std::atomic<std::uint64_t> skipped{0};  ///< never planned: the tick thread could not run
    std::atomic<std::uint64_t> shed{0};     ///< planned, but drawing was behind
    std::atomic<std::uint64_t> leftOut{0};  ///< drawn, but one encoder was behind
    std::atomic<std::int64_t> worstLag{0};  ///< ns from tick to handing out, since last asked
};

/// Draws the planned frames one after another on a thread of its own and hands them out.
///
/// When the machine falls behind, frames that are more than kTooLate late are left out on purpose
/// and counted, so the programme's lag never grows.
///
/// Place in the flow: tick thread -> [FrameComposer] -> EncoderBank, studio pictures.
/// Threads: plan from the tick thread, the consumer is called on the composer thread.
class FrameComposer {
public:
    static constexpr std::chrono::milliseconds kTooLate{100};
    static constexpr std::size_t kMostWaiting = 4;

    using Consumer = std::function<void(const FramePlan&, const PicturePtr&)>;

    /// \param base  reading of CLOCK_MONOTONIC at programme time 0
    FrameComposer(Size canvas, std::chrono::nanoseconds base, FrameCounters& counters, Consumer consumer);
    ~FrameComposer();
    FrameComposer(const FrameComposer&) = delete;
    FrameComposer& operator=(const FrameComposer&) = delete;

    void plan(FramePlan plan);

private:
    void run();
    void compose(const FramePlan& plan);

    const std::chrono::nanoseconds base_;
    FrameCounters& counters_;
    const Consumer consumer_;
    VideoMixer mixer_;
    BoundedQueue<FramePlan> waiting_{kMostWaiting};
    std::thread thread_;
};

}  // namespace tsudoi::pipeline
