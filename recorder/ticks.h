// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"

#include <chrono>
#include <cstdint>
#include <ratio>

namespace tsudoi::recorder {

/// Time in a recording, in the unit of its video tracks: 0 is the start of the recording, all runs joined.
using Ticks = std::chrono::duration<std::int64_t, std::ratio<1, 90000>>;

[[nodiscard]] inline Ticks toTicks(MediaTime time) {
    return std::chrono::round<Ticks>(time);
}
[[nodiscard]] inline MediaTime toMediaTime(Ticks ticks) {
    return std::chrono::round<MediaTime>(ticks);
}
[[nodiscard]] inline double toSeconds(Ticks ticks) {
    return static_cast<double>(ticks.count()) / 90000.0;
}

/// \return the sample at \p time, rounded; whole seconds are taken out first so that days do not overflow
[[nodiscard]] inline std::int64_t toSamples(MediaTime time, int rate) {
    constexpr std::int64_t kSecond = 1'000'000'000;
    const auto whole = time.count() / kSecond;
    const auto rest = time.count() % kSecond;
    const auto half = rest < 0 ? -kSecond / 2 : kSecond / 2;
    return whole * rate + (rest * rate + half) / kSecond;
}
[[nodiscard]] inline std::int64_t toSamples(Ticks ticks, int rate) {
    return (ticks.count() * rate + 45000) / 90000;
}
[[nodiscard]] inline Ticks samplesToTicks(std::int64_t samples, int rate) {
    return Ticks((samples * 90000 + rate / 2) / rate);
}

}  // namespace tsudoi::recorder
