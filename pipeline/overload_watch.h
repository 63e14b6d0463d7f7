// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace tsudoi::pipeline {

/// Says when this machine can no longer make every frame of the programme, and when it can again.
///
/// Looks at the last kLooks readings of two counters that only grow. Pure; threads: thread-bound.
class OverloadWatch {
public:
    static constexpr std::size_t kLooks = 50;        ///< 10 a second: 5 s
    static constexpr std::uint64_t kTooManyIn = 20;  ///< overloaded: one frame in so many is missing
    static constexpr std::uint64_t kFewIn = 100;     ///< over: no more than one in so many

    /// \param made, missed  frames since the start
    /// \return the new state when it changed
    [[nodiscard]] std::optional<bool> look(std::uint64_t made, std::uint64_t missed) {
        const Reading oldest = readings_[next_];
        readings_[next_] = {made, missed, true};
        next_ = (next_ + 1) % kLooks;
        if (!oldest.taken) {
            return std::nullopt;
        }
        const std::uint64_t lost = missed - oldest.missed;
        const std::uint64_t all = lost + (made - oldest.made);
        const bool now = lost * (overloaded_ ? kFewIn : kTooManyIn) > all;
        if (now == overloaded_) {
            return std::nullopt;
        }
        overloaded_ = now;
        return now;
    }

private:
    struct Reading {
        std::uint64_t made = 0;
        std::uint64_t missed = 0;
        bool taken = false;
    };
    std::array<Reading, kLooks> readings_{};
    std::size_t next_ = 0;
    bool overloaded_ = false;
};

}  // namespace tsudoi::pipeline
