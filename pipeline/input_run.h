// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/input.h"
#include "pipeline/input_reaper.h"

#include <atomic>
#include <memory>

namespace tsudoi::pipeline {

/// One incarnation on its own thread. Destroying it asks the incarnation to stop and does not wait.
///
/// Threads: thread-bound (control thread).
class InputRun {
public:
    InputRun(InputPlan plan, InputSink& sink, std::shared_ptr<InputPulse> pulse, InputOutlet::Report report,
             InputReaper& reaper);
    ~InputRun();
    InputRun(const InputRun&) = delete;
    InputRun& operator=(const InputRun&) = delete;

    /// Nothing reaches sink and report from now on; the pipeline ends as soon as its source lets
    /// it.
    void stop() noexcept;

    /// \return a flag that becomes true when everything the incarnation held is released
    [[nodiscard]] std::shared_ptr<const std::atomic<bool>> gone() const { return gone_; }

private:
    std::shared_ptr<InputOutlet> outlet_;
    std::shared_ptr<InputCommands> commands_;
    std::shared_ptr<std::atomic<bool>> gone_;
};

}  // namespace tsudoi::pipeline
