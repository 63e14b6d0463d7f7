// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/arrival_meter.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tsudoi::pipeline {

/// A peak may get lost to takePeaks() at the same moment; the next one is not far.
void ArrivalMeter::listen(std::span<const float> frames) {
    std::array<float, kChannels> peaks{peaks_[0].load(), peaks_[1].load()};
    for (std::size_t i = 0; i < frames.size(); ++i) {
        float& peak = peaks.at(i % kChannels);
        peak = std::max(peak, std::abs(frames[i]));
    }
    peaks_[0] = peaks[0];
    peaks_[1] = peaks[1];
    if (const auto hum = humMeter_.add(frames)) {
        hum_.with([&hum](auto& newest) { newest = hum; });
    }
}

std::array<float, kChannels> ArrivalMeter::takePeaks() noexcept {
    return {peaks_[0].exchange(0.0F), peaks_[1].exchange(0.0F)};
}

std::optional<seminar::Hum> ArrivalMeter::takeHum() {
    return hum_.with([](auto& newest) { return std::exchange(newest, std::nullopt); });
}

}  // namespace tsudoi::pipeline
