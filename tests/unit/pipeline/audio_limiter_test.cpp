// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/decibel.h"
#include "pipeline/limiter.h"

#include <doctest/doctest.h>
#include <ebur128.h>

#include <cmath>
#include <functional>
#include <numbers>
#include <random>
#include <vector>

namespace tsudoi::pipeline {

namespace {

using Signal = std::function<double(double second)>;

std::vector<float> limited(const Signal& signal, int seconds) {
    Limiter limiter;
    std::vector<float> all;
    for (int block = 0; block < seconds * 100; ++block) {
        std::array<float, kBlockFrames * kChannels> frames{};
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const double sample = block * kBlockFrames + static_cast<double>(i / 2);
            frames.at(i) = static_cast<float>(signal(sample / kSampleRate));
        }
        limiter.process(frames);
        all.insert(all.end(), frames.begin(), frames.end());
    }
    return all;
}

/// \return dBTP as the reference implementation measures it
double truePeakDb(const std::vector<float>& frames) {
    ebur128_state* state = ebur128_init(kChannels, kSampleRate, EBUR128_MODE_TRUE_PEAK);
    ebur128_add_frames_float(state, frames.data(), frames.size() / kChannels);
    double left = 0;
    ebur128_true_peak(state, 0, &left);
    ebur128_destroy(&state);
    return toDb(left);
}

double sine(double hertz, double second, double phase = 0) {
    return std::sin(2 * std::numbers::pi * hertz * second + phase);
}

}  // namespace

TEST_CASE("no signal leaves above -1 dBTP") {
    std::mt19937 random(static_cast<unsigned>(1));
    std::uniform_real_distribution<double> noise(-4, 4);
    const std::vector<Signal> signals{
        [](double t) { return 4 * sine(1000, t); },
        [](double t) { return 1.5 * sine(12'000, t, std::numbers::pi / 4); },
        [](double t) { return 1.2 * sine(9'000, t, 0.7) + 1.2 * sine(15'000, t); },
        [](double t) { return std::fmod(t, 0.25) < 0.002 ? 8.0 : 0.01 * sine(300, t); },
        [](double t) { return (std::fmod(t, 1.0) < 0.5 ? 3 : 0.3) * sine(440, t); },
        [&](double) { return noise(random); },
    };
    for (std::size_t i = 0; i < signals.size(); ++i) {
        CAPTURE(i);
        CHECK(truePeakDb(limited(signals[i], 3)) <= Limiter::kCeilingDb);
    }
}

TEST_CASE("a loud tone is held near the ceiling, not crushed") {
    const double db = truePeakDb(limited([](double t) { return 4 * sine(1000, t); }, 3));
    CHECK(db > Limiter::kCeilingDb - 0.6);
}

TEST_CASE("what needs no limiting passes bit by bit, delayed by the look-ahead") {
    const auto out = limited([](double t) { return 0.5 * sine(1000, t); }, 1);
    for (std::size_t i = 0; i + 2 * Limiter::kDelay + 2 < out.size(); i += 2) {
        const double second = static_cast<double>(i / 2) / kSampleRate;
        REQUIRE(out[i + 2 * Limiter::kDelay] == static_cast<float>(0.5 * sine(1000, second)));
    }
}

TEST_CASE("after a peak the limiter lets go again") {
    const auto out = limited([](double t) { return (t < 0.5 ? 4 : 0.5) * sine(1000, t); }, 3);
    float late = 0;
    for (std::size_t i = out.size() - 9600; i < out.size(); ++i) {
        late = std::max(late, std::abs(out[i]));
    }
    CHECK(late == doctest::Approx(0.5).epsilon(0.001));
}

}  // namespace tsudoi::pipeline
