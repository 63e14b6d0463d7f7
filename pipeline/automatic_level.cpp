// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/automatic_level.h"

#include "pipeline/decibel.h"

#include <algorithm>
#include <cmath>

namespace tsudoi::pipeline {

namespace {

constexpr int kReadEvery = 10;  // blocks
constexpr double kReadSeconds = 0.1;
/// Readings over which speech is averaged.
constexpr int kSettled = 40;
/// Of speech before anything is done.
constexpr int kFirst = 4;
/// Until then, after the beginning, the hand is quick.
constexpr int kQuick = 25;
constexpr double kQuickDb = 20.0;  // per second
constexpr double kUpDb = 3.0;
constexpr double kDownDb = 9.0;
constexpr double kFloorRisesDb = 1.0;

double powerOf(double lufs) {
    return std::pow(10.0, lufs / 10.0);
}

}  // namespace

void AutomaticLevel::process(SoundBlock& block) {
    meter_.add(block);
    if (++blocks_ >= kReadEvery) {
        blocks_ = 0;
        listen();
    }
    const double target = fromDb(gainDb_);
    const double step = (target - gain_) / kBlockFrames;
    for (std::size_t i = 0; i < block.size(); ++i) {
        block.at(i) *= static_cast<float>(gain_ + step * static_cast<double>(i / kChannels + 1));
    }
    gain_ = target;
}

void AutomaticLevel::listen() {
    const double now = meter_.momentary();
    const bool speaks = now > kQuietestLufs && now > floor_ + kSpeechDb;
    floor_ = std::min(now, floor_ + kFloorRisesDb * kReadSeconds);
    if (!speaks) {
        return;
    }
    heard_ = std::min(heard_ + 1, kSettled);
    power_ += (powerOf(now) - power_) / heard_;
    if (heard_ >= kFirst) {
        step();
    }
}

void AutomaticLevel::step() {
    const double wanted = std::clamp(kTargetLufs - 10.0 * std::log10(power_), kMinGainDb, kMaxGainDb);
    const double up = (heard_ < kQuick ? kQuickDb : kUpDb) * kReadSeconds;
    const double down = (heard_ < kQuick ? kQuickDb : kDownDb) * kReadSeconds;
    gainDb_ += std::clamp(wanted - gainDb_, -down, up);
}

}  // namespace tsudoi::pipeline
