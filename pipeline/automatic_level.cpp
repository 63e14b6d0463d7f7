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
/// A gate's silence between words says nothing of the room.
constexpr double kLowestFloor = AutomaticLevel::kQuietestLufs - 4.0;
/// Longer digital silence is no pause: after it the room is got to know anew.
constexpr double kNoRoomLufs = -80.0;
constexpr int kLongestPause = 30;  // readings
/// Readings that make up a whole window of 400 ms.
constexpr int kWindow = 4;

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
    if (++readings_ < kWindow) {
        return;
    }
    readings_ = kWindow;
    const double now = meter_.momentary();
    silent_ = now < kNoRoomLufs ? silent_ + 1 : 0;
    if (silent_ > kLongestPause) {
        floor_.reset();
        readings_ = 0;
        return;
    }
    const double before = floor_.value_or(now);
    floor_ = std::max(kLowestFloor, std::min(now, before + kFloorRisesDb * kReadSeconds));
    if (now <= kQuietestLufs || now <= before + kSpeechDb) {
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
