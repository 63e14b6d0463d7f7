// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tsudoi::pipeline {

/// Says how many samples to add or leave out so that a source whose clock runs a little fast or
/// slow stays on the programme's time.
///
/// A PI controller on the low-passed error e = (samples made) - (samples due):
///   ef += 0.02 * (e - ef) for every 10 ms of sound; every 0.5 s
///   delta = -(0.5 * ef + 0.05 * i), i += 0.5 * ef, limited to 1 %.
/// The time constant of half a second lets the jitter of a driver's time stamps through without
/// touching the pitch; 0.1 % of drift settles within 20 s at an error below 0.3 ms.
///
/// Threads: thread-bound.
class DriftLoop {
public:
    /// Samples by which one second of sound may be stretched or shortened: 1 %, not audible.
    static constexpr int kMostPerSecond = 480;

    /// \param error   samples made minus samples due
    /// \param frames  of sound since the last call
    /// \return        true when correction() has a new value
    [[nodiscard]] bool update(double error, std::int64_t frames);
    /// \return samples to add (negative: leave out) during each of the coming seconds
    [[nodiscard]] int correction() const noexcept { return correction_; }
    [[nodiscard]] double error() const noexcept { return filtered_; }
    void reset() { *this = {}; }

private:
    double filtered_ = 0;
    double integral_ = 0;
    std::int64_t sinceCorrection_ = 0;
    int correction_ = 0;
};

}  // namespace tsudoi::pipeline
