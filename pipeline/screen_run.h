// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bounded_queue.h"
#include "pipeline/input_reaper.h"
#include "pipeline/input_timing.h"
#include "pipeline/peer_call.h"

#include <atomic>
#include <memory>

namespace tsudoi::pipeline {

/// The connection of one screen in the room: a pipeline of its own on a thread of its own, from our offer until the
/// browser goes or this is destroyed. Destruction does not wait.
///
/// Place in the flow: ReturnFeed -> [ScreenRun] -> network.
/// Threads: thread-bound (control thread).
class ScreenRun {
public:
    ScreenRun(std::shared_ptr<PeerCall> call, const ProgrammeTiming& timing, InputReaper& reaper);
    ~ScreenRun() { commands_->close(); }
    ScreenRun(const ScreenRun&) = delete;
    ScreenRun& operator=(const ScreenRun&) = delete;

    [[nodiscard]] PeerCall& call() const noexcept { return *call_; }
    /// \return a flag that becomes true when everything that it held is released
    [[nodiscard]] std::shared_ptr<const std::atomic<bool>> over() const { return over_; }

private:
    enum class Command {
        Called,   ///< the browser said something
        Latency,  ///< an element changed its latency
        Broken,   ///< nothing more can be sent
    };
    using Commands = BoundedQueue<Command>;
    static Status live(PeerCall& call, GstClock* clock, GstClockTime base, const std::shared_ptr<Commands>& commands);

    const std::shared_ptr<PeerCall> call_;
    const std::shared_ptr<Commands> commands_;
    const std::shared_ptr<std::atomic<bool>> over_;
};

}  // namespace tsudoi::pipeline
