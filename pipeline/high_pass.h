// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/sound_block.h"

#include <array>

namespace tsudoi::pipeline {

/// Takes out what is below speech: steps, table knocks, wind, mains hum. Second order Butterworth (12 dB per octave).
///
/// Threads: thread-bound.
class HighPass {
public:
    static constexpr double kCornerHz = 100.0;  ///< 3 dB down

    HighPass();
    void process(SoundBlock& block);

private:
    struct Memory {
        double first = 0;
        double second = 0;
    };
    double b0_ = 0, b1_ = 0, b2_ = 0, a1_ = 0, a2_ = 0;
    std::array<Memory, kChannels> memory_{};
};

}  // namespace tsudoi::pipeline
