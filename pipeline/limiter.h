// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/programme_time.h"

#include <array>
#include <deque>
#include <span>
#include <vector>

namespace tsudoi::pipeline {

/// Keeps the programme's true peak below -1 dBTP without audible pumping.
///
/// The signal is looked at 4 times oversampled (ITU-R BS.1770-4 annex 2). The gain that each sample
/// needs is held for the look-ahead, let go slowly, and averaged over the look-ahead, so it has
/// arrived when the delayed peak comes. Sound that needs no limiting passes bit by bit. Silence in
/// is silence out, at the sample.
///
/// Place in the flow: AudioMixer's programme bus -> [Limiter] -> encoders and meters.
/// Threads: thread-bound (tick thread).
class Limiter {
public:
    static constexpr double kCeilingDb = -1.0;
    /// Samples between what goes in and the same coming out.
    static constexpr std::int64_t kDelay = 240;

    Limiter();
    /// Limits in place; out comes what went in kDelay samples before.
    void process(std::span<float> frames);
    /// \return the highest true peak that left since the last call, linear
    [[nodiscard]] float takeTruePeak();

private:
    static constexpr int kTaps = 12;  ///< of each of the four phases
    static constexpr std::int64_t kCentre = kTaps / 2;
    static constexpr std::int64_t kWindow = kDelay - kCentre;

    struct Wanted {
        std::int64_t at = 0;
        float gain = 1.0F;
    };
    [[nodiscard]] bool quiet(std::span<const float> frames);
    [[nodiscard]] float truePeak(std::span<const float, kChannels> frame, bool spared);
    [[nodiscard]] float gainFor(float peak);
    [[nodiscard]] float lowest(float gain);

    std::array<std::array<float, kTaps * 2>, kChannels> history_{};
    std::vector<float> delayed_;
    std::vector<float> peaks_;  ///< true peaks of the delayed samples
    std::vector<float> envelope_;
    std::deque<Wanted> minimum_;
    double envelopeSum_;
    float released_ = 1.0F;
    std::int64_t sample_ = 0;
    int belowCeiling_ = 0;  ///< samples for which the whole window needed nothing
    float truePeak_ = 0;
    float lastHighest_ = 0;  ///< of the block before; its tail is in the filter
};

}  // namespace tsudoi::pipeline
