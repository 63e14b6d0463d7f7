// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"

#include <chrono>
#include <functional>

namespace tsudoi {

/// What time it is, as a value that tests can replace. Threads: thread-safe when both functions are.
struct Clock {
    /// For schedules and labels; may jump.
    std::function<WallTime()> wall = [] {
        return std::chrono::system_clock::now();
    };
    /// For how long something takes; never jumps.
    std::function<std::chrono::steady_clock::time_point()> steady = [] {
        return std::chrono::steady_clock::now();
    };
};

}  // namespace tsudoi
