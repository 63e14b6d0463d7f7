// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/dynamics.h"

#include "pipeline/decibel.h"

#include <algorithm>
#include <cmath>

namespace tsudoi::pipeline {

namespace {

/// \return how much of the way is left after one frame
double left(double seconds) {
    return std::exp(-1.0 / (seconds * kSampleRate));
}

float peakAt(const SoundBlock& block, std::size_t frame) {
    return std::max(std::abs(block.at(frame)), std::abs(block.at(frame + 1)));
}

/// \return by how much a level is turned down, dB
double reductionFor(double db) {
    const double over = db - Compressor::kThresholdDb;
    constexpr double kSlope = 1.0 - 1.0 / Compressor::kRatio;
    if (over <= -Compressor::kKneeDb / 2) {
        return 0;
    }
    if (over >= Compressor::kKneeDb / 2) {
        return kSlope * over;
    }
    const double into = over + Compressor::kKneeDb / 2;
    return kSlope * into * into / (2 * Compressor::kKneeDb);
}

}  // namespace

void Gate::threshold(double db) {
    opensAt_ = static_cast<float>(fromDb(db));
    closesAt_ = static_cast<float>(fromDb(db - kHysteresisDb));
}

void Gate::process(SoundBlock& block) {
    static const auto closed = static_cast<float>(fromDb(kClosedDb));
    static const auto opens = static_cast<float>(left(kOpensSeconds));
    static const auto closes = static_cast<float>(left(kClosesSeconds));
    constexpr int kHold = static_cast<int>(kHoldSeconds * kSampleRate);
    for (std::size_t i = 0; i < block.size(); i += kChannels) {
        const float peak = peakAt(block, i);
        const bool speaks = peak > (hold_ > 0 ? closesAt_ : opensAt_);
        hold_ = speaks ? kHold : std::max(0, hold_ - 1);
        const float target = hold_ > 0 ? 1.0F : closed;
        gain_ = target + (gain_ - target) * (target > gain_ ? opens : closes);
        block.at(i) *= gain_;
        block.at(i + 1) *= gain_;
    }
}

void Compressor::process(SoundBlock& block) {
    static const double attack = left(kAttackSeconds);
    static const double release = left(kReleaseSeconds);
    for (std::size_t i = 0; i < block.size(); i += kChannels) {
        const double wanted = reductionFor(toDb(peakAt(block, i)));
        reductionDb_ = wanted + (reductionDb_ - wanted) * (wanted > reductionDb_ ? attack : release);
        const auto gain = static_cast<float>(fromDb(kMakeUpDb - reductionDb_));
        block.at(i) *= gain;
        block.at(i + 1) *= gain;
    }
}

}  // namespace tsudoi::pipeline
