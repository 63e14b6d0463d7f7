// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "pipeline/hum_meter.h"

#include <array>
#include <atomic>
#include <optional>
#include <span>

namespace tsudoi::pipeline {

/// Measures an input's sound as it came, before anything is done to it: peaks and mains hum.
///
/// Threads: listen thread-bound (whoever holds its owner's lock), taking is thread-safe.
class ArrivalMeter {
public:
    void listen(std::span<const float> frames);
    /// \return the highest values since the last call, linear
    [[nodiscard]] std::array<float, kChannels> takePeaks() noexcept;
    /// \return when half a second was complete since the last call
    [[nodiscard]] std::optional<seminar::Hum> takeHum();

private:
    std::array<std::atomic<float>, kChannels> peaks_{};
    HumMeter humMeter_;
    Synchronized<std::optional<seminar::Hum>> hum_;
};

}  // namespace tsudoi::pipeline
