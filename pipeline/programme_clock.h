// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <thread>

namespace tsudoi::pipeline {

/// The beat of the programme: calls once per frame and once per 10 ms of sound, on a thread of its
/// own with real-time priority where the system allows it. It never waits for anything but time.
///
/// Behind by a little it catches up beat by beat. Behind by more (the process was stopped, the
/// machine slept) it goes on with the present: no burst of old frames.
///
/// Threads: construction and destruction from one thread; the handlers run on the tick thread.
class ProgrammeClock {
public:
    struct Handlers {
        std::function<void(std::int64_t frame)> frame;  ///< due at frameTime(frame)
        std::function<void(std::int64_t tick)> block;   ///< due at tick * 10 ms
    };
    /// Frames that are made up for one by one, at most.
    static constexpr std::int64_t kCatchUpFrames = 4;
    static constexpr std::int64_t kCatchUpBlocks = 100;

    /// \param base  reading of CLOCK_MONOTONIC at programme time 0
    ProgrammeClock(std::chrono::nanoseconds base, Fraction rate, Handlers handlers);
    ~ProgrammeClock();
    ProgrammeClock(const ProgrammeClock&) = delete;
    ProgrammeClock& operator=(const ProgrammeClock&) = delete;

    [[nodiscard]] MediaTime now() const;
    /// \return frames that were left out because the thread could not run
    [[nodiscard]] std::uint64_t skipped() const noexcept { return skipped_; }

private:
    void run();
    void frames(MediaTime now);
    void blocks(MediaTime now);
    void sleepUntil(MediaTime due) const;

    const std::chrono::nanoseconds base_;
    const Fraction rate_;
    const Handlers handlers_;
    std::int64_t frame_ = 0;
    std::int64_t tick_ = 0;
    std::atomic<std::uint64_t> skipped_{0};
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

/// \return what CLOCK_MONOTONIC shows
[[nodiscard]] std::chrono::nanoseconds monotonicNow();

}  // namespace tsudoi::pipeline
