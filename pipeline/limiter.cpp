// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/limiter.h"

#include "pipeline/decibel.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace tsudoi::pipeline {

namespace {

constexpr int kPhases = 4;
constexpr int kFilterTaps = 12;
/// The short filter underestimates peaks near half the sampling rate; stay this much below.
constexpr double kMarginDb = 0.3;
const float kCeiling = static_cast<float>(fromDb(Limiter::kCeilingDb - kMarginDb));
/// 150 ms to come back by a factor of e.
const float kRelease = 1.0F - std::exp(-1.0F / (0.150F * kSampleRate));

/// No phase of the filter gives more than this times the highest sample.
constexpr float kMostOvershoot = 2.5F;

using Filter = std::array<std::array<float, kFilterTaps>, kPhases>;

/// Interpolates between samples: a sinc under a Hann window, each phase with unit gain.
Filter makeFilter() {
    Filter filter{};
    constexpr double pi = std::numbers::pi;
    for (int phase = 0; phase < kPhases; ++phase) {
        double sum = 0;
        std::array<double, kFilterTaps> taps{};
        for (int i = 0; i < kFilterTaps; ++i) {
            const double x = i - kFilterTaps / 2 + 1 - static_cast<double>(phase) / kPhases;
            const double sinc = x == 0 ? 1 : std::sin(pi * x) / (pi * x);
            const double window = 0.5 + 0.5 * std::cos(pi * x / (kFilterTaps / 2 + 0.5));
            taps.at(static_cast<std::size_t>(i)) = sinc * window;
            sum += sinc * window;
        }
        for (std::size_t i = 0; i < kFilterTaps; ++i) {
            filter.at(static_cast<std::size_t>(phase)).at(i) = static_cast<float>(taps.at(i) / sum);
        }
    }
    return filter;
}
const Filter kFilter = makeFilter();

}  // namespace

Limiter::Limiter()
    : delayed_(static_cast<std::size_t>(kDelay) * kChannels),
      peaks_(static_cast<std::size_t>(kDelay)),
      envelope_(static_cast<std::size_t>(kWindow), 1.0F),
      envelopeSum_(static_cast<double>(kWindow)) {}

/// \return the highest value around the sample kCentre before this one
float Limiter::truePeak(std::span<const float, kChannels> frame, bool spared) {
    const auto at = static_cast<std::size_t>(sample_ % kTaps);
    float peak = 0;
    for (std::size_t channel = 0; channel < kChannels; ++channel) {
        auto& history = history_.at(channel);
        history.at(at) = history.at(at + kTaps) = frame[channel];
        if (spared) {
            continue;
        }
        const float* oldest = history.data() + at + 1;
        for (const auto& phase : kFilter) {
            float value = 0;
            for (std::size_t i = 0; i < kTaps; ++i) {
                value += oldest[i] * phase[i];
            }
            peak = std::max(peak, std::abs(value));
        }
    }
    return peak;
}

/// \return the lowest gain since the window began; 2 more because a peak may lie between two
/// samples
float Limiter::lowest(float gain) {
    while (!minimum_.empty() && minimum_.back().gain >= gain) {
        minimum_.pop_back();
    }
    minimum_.push_back({sample_, gain});
    if (minimum_.front().at <= sample_ - kWindow - 2) {
        minimum_.pop_front();
    }
    return minimum_.front().gain;
}

float Limiter::gainFor(float peak) {
    const float held = lowest(peak > kCeiling ? kCeiling / peak : 1.0F);
    released_ = std::min(held, released_ + (1.0F - released_) * kRelease);
    if (released_ > 0.9999F && held == 1.0F) {
        released_ = 1.0F;
    }
    float& oldest = envelope_[static_cast<std::size_t>(sample_ % kWindow)];
    envelopeSum_ += static_cast<double>(released_) - static_cast<double>(oldest);
    oldest = released_;
    belowCeiling_ = released_ == 1.0F ? belowCeiling_ + 1 : 0;
    if (belowCeiling_ >= kWindow) {  // exactly one, whatever rounding the sum has gathered
        envelopeSum_ = static_cast<double>(kWindow);
    }
    return static_cast<float>(envelopeSum_ / static_cast<double>(kWindow));
}

/// Oversampling is most of the work. Sound so quiet that it can neither need limiting nor raise the
/// meter is spared it.
bool Limiter::quiet(std::span<const float> frames) {
    float highest = 0;
    for (const float value : frames) {
        highest = std::max(highest, std::abs(value));
    }
    const float around = std::max(highest, std::exchange(lastHighest_, highest));
    return around * kMostOvershoot < std::min(kCeiling, truePeak_);
}

void Limiter::process(std::span<float> frames) {
    const bool spared = quiet(frames);
    for (std::size_t i = 0; i + 1 < frames.size(); i += kChannels, ++sample_) {
        const auto frame = frames.subspan(i).first<kChannels>();
        const float peak = truePeak(frame, spared);
        const float gain = gainFor(peak);
        const auto slot = static_cast<std::size_t>(sample_ % kDelay);
        truePeak_ = std::max(truePeak_, peaks_[slot] * gain);
        peaks_[static_cast<std::size_t>((sample_ + kDelay - kCentre) % kDelay)] = peak;
        for (std::size_t channel = 0; channel < kChannels; ++channel) {
            float& delayed = delayed_[slot * kChannels + channel];
            const float out = delayed * gain;
            delayed = frame[channel];
            frame[channel] = out;
        }
    }
}

float Limiter::takeTruePeak() {
    return std::exchange(truePeak_, 0.0F);
}

}  // namespace tsudoi::pipeline
