// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"

#include <cstdint>

/// The three counts of programme time and how they turn into each other. Pure.
namespace tsudoi::pipeline {

inline constexpr int kSampleRate = 48000;
inline constexpr int kChannels = 2;
/// The sound mixer's tick: 10 ms.
inline constexpr int kBlockFrames = 480;
inline constexpr MediaTime kBlockDuration = std::chrono::milliseconds(10);

/// Sound and picture of an input come on air this much after their time, so that both are surely
/// there. The picture waits for the next programme frame in addition.
inline constexpr MediaTime kInputLatency = std::chrono::milliseconds(60);

/// \return when frame \p number begins, rounded down to ns without the sum ever overflowing
[[nodiscard]] constexpr MediaTime frameTime(std::int64_t number, Fraction rate) noexcept {
    const std::int64_t scaled = number * rate.denominator;
    const std::int64_t seconds = scaled / rate.numerator;
    const std::int64_t rest = scaled % rate.numerator;
    return MediaTime(seconds * 1'000'000'000 + rest * 1'000'000'000 / rate.numerator);
}

/// \return the last frame that began at \p time or before (time not negative)
[[nodiscard]] constexpr std::int64_t frameAt(MediaTime time, Fraction rate) noexcept {
    const std::int64_t seconds = time.count() / 1'000'000'000;
    const std::int64_t rest = time.count() % 1'000'000'000;
    const std::int64_t perSecond = seconds * rate.numerator;
    std::int64_t number = (perSecond + rest * rate.numerator / 1'000'000'000) / rate.denominator;
    while (frameTime(number + 1, rate) <= time) {
        ++number;
    }
    while (number > 0 && frameTime(number, rate) > time) {
        --number;
    }
    return number;
}

/// 48 kHz: 6 samples are 125 000 ns.
[[nodiscard]] constexpr std::int64_t samplesAt(MediaTime time) noexcept {
    const std::int64_t scaled = time.count() * 6;
    return scaled >= 0 ? scaled / 125'000 : -((-scaled + 124'999) / 125'000);
}
[[nodiscard]] constexpr MediaTime sampleTime(std::int64_t sample) noexcept {
    return MediaTime(sample * 125'000 / 6);
}

/// Frames from keyframe to keyframe; at least one.
[[nodiscard]] constexpr int framesPerGop(MediaTime gop, Fraction rate) noexcept {
    const std::int64_t frames = (gop.count() / 1'000'000) * rate.numerator / (std::int64_t{1000} * rate.denominator);
    return frames > 0 ? static_cast<int>(frames) : 1;
}

}  // namespace tsudoi::pipeline
