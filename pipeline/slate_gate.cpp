// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/slate_gate.h"

#include <algorithm>

namespace tsudoi::pipeline {

void SlateGate::change(bool closed, std::int64_t sample) {
    const std::int64_t at = closed ? sample - kGuard : sample + kGuard;
    while (!ahead_.empty() && ahead_.back().at >= at) {  // opened for less than the guards
        ahead_.pop_back();
    }
    ahead_.push_back({closed, at});
}

float SlateGate::gainAt(std::int64_t sample) {
    while (!ahead_.empty() && ahead_.front().at <= sample) {
        closed_ = ahead_.front().closed;
        since_ = ahead_.front().at;
        ahead_.pop_front();
    }
    if (closed_) {
        return 0.0F;
    }
    std::int64_t steps = std::min(sample - since_, kRamp);
    for (const Change& change : ahead_) {
        steps = change.closed ? std::min(steps, change.at - sample) : steps;
    }
    return static_cast<float>(steps) / static_cast<float>(kRamp);
}

void SlateGate::process(std::int64_t sample, std::span<float> frames) {
    if (!closed_ && ahead_.empty() && sample >= since_ + kRamp) {
        return;
    }
    for (std::size_t i = 0; i + 1 < frames.size(); i += kChannels, ++sample) {
        const float gain = gainAt(sample);
        frames[i] *= gain;
        frames[i + 1] *= gain;
    }
}

}  // namespace tsudoi::pipeline
