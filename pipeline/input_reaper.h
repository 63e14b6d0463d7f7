// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace tsudoi::pipeline {

/// Runs every incarnation of an input on a thread of its own, because starting and above all
/// stopping one may block for as long as its source hangs (a frozen grabber, a network disk).
///
/// Threads: thread-safe. Tasks must own everything they touch: one that hangs outlives this object.
class InputReaper {
public:
    /// How long the end of the process waits for hanging inputs.
    static constexpr std::chrono::seconds kPatience{3};

    InputReaper();
    /// Waits for the tasks, at most kPatience; what hangs longer is abandoned and logged.
    ~InputReaper();
    InputReaper(const InputReaper&) = delete;
    InputReaper& operator=(const InputReaper&) = delete;

    void run(std::function<void()> task);
    /// \return tasks that have not ended
    [[nodiscard]] int running() const;

private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
};

}  // namespace tsudoi::pipeline
