// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/hum_meter.h"

#include "pipeline/decibel.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tsudoi::pipeline {

HumMeter::HumMeter() : families_{familyOf(50.0), familyOf(60.0)} {}

HumMeter::Family HumMeter::familyOf(double hertz) {
    Family family;
    for (std::size_t i = 0; i < family.size(); ++i) {
        const double omega = 2.0 * std::numbers::pi * hertz * static_cast<double>(i + 1) * kEvery / kSampleRate;
        family.at(i).coefficient = 2.0 * std::cos(omega);
    }
    return family;
}

void HumMeter::feed(Family& family, double value) {
    for (Tone& tone : family) {
        const double now = value + tone.coefficient * tone.first - tone.second;
        tone.second = tone.first;
        tone.first = now;
    }
}

/// \return dBFS of the sine that has the family's power; begins a new window
double HumMeter::levelOf(Family& family) {
    double power = 0;
    for (Tone& tone : family) {
        power += tone.first * tone.first + tone.second * tone.second - tone.coefficient * tone.first * tone.second;
        tone.first = tone.second = 0;
    }
    return toDb(2.0 * std::sqrt(std::max(power, 0.0)) / kWindow);
}

std::optional<seminar::Hum> HumMeter::add(std::span<const float> frames) {
    std::optional<seminar::Hum> newest;
    for (std::size_t i = 0; i + 1 < frames.size(); i += kChannels) {
        sum_ += static_cast<double>(frames[i]) + static_cast<double>(frames[i + 1]);
        if (++summed_ < kEvery) {
            continue;
        }
        for (Family& family : families_) {
            feed(family, sum_ / (kEvery * kChannels));
        }
        sum_ = 0;
        summed_ = 0;
        if (++inWindow_ == kWindow) {
            inWindow_ = 0;
            newest = seminar::Hum{.fiftyDb = levelOf(families_[0]), .sixtyDb = levelOf(families_[1])};
        }
    }
    return newest;
}

}  // namespace tsudoi::pipeline
