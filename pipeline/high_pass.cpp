// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/high_pass.h"

#include <cmath>
#include <numbers>

namespace tsudoi::pipeline {

/// The bilinear transform of the analogue filter with Q = 1/sqrt(2).
HighPass::HighPass() {
    const double omega = 2.0 * std::numbers::pi * kCornerHz / kSampleRate;
    const double cosine = std::cos(omega);
    const double alpha = std::sin(omega) / std::numbers::sqrt2;
    const double a0 = 1.0 + alpha;
    b0_ = (1.0 + cosine) / 2.0 / a0;
    b1_ = -(1.0 + cosine) / a0;
    b2_ = b0_;
    a1_ = -2.0 * cosine / a0;
    a2_ = (1.0 - alpha) / a0;
}

void HighPass::process(SoundBlock& block) {
    for (std::size_t i = 0; i < block.size(); ++i) {
        Memory& memory = memory_.at(i % kChannels);
        const double in = block.at(i);
        const double out = b0_ * in + memory.first;
        memory.first = b1_ * in - a1_ * out + memory.second;
        memory.second = b2_ * in - a2_ * out;
        block.at(i) = static_cast<float>(out);
    }
}

}  // namespace tsudoi::pipeline
