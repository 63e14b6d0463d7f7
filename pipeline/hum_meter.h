// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/programme_time.h"
#include "seminar/programme.h"

#include <array>
#include <optional>
#include <span>

namespace tsudoi::pipeline {

/// How much of a sound is mains hum: 50 or 60 Hz with the next two harmonics, in windows of half a second (Goertzel, so
/// 2 Hz wide), both channels together.
///
/// Threads: thread-bound.
class HumMeter {
public:
    HumMeter();
    /// \return what the newest window that these frames complete has
    std::optional<seminar::Hum> add(std::span<const float> frames);

private:
    static constexpr int kEvery = 16;  ///< frames are averaged to 3 kHz
    static constexpr int kWindow = kSampleRate / kEvery / 2;
    static constexpr std::size_t kHarmonics = 3;

    struct Tone {
        double coefficient = 0;
        double first = 0;
        double second = 0;
    };
    using Family = std::array<Tone, kHarmonics>;
    static Family familyOf(double hertz);
    static void feed(Family& family, double value);
    static double levelOf(Family& family);

    std::array<Family, 2> families_;  ///< of 50 and 60 Hz
    double sum_ = 0;
    int summed_ = 0;
    int inWindow_ = 0;
};

}  // namespace tsudoi::pipeline
