// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/drift_loop.h"

#include "pipeline/programme_time.h"

#include <algorithm>
#include <cmath>

namespace tsudoi::pipeline {

namespace {

constexpr double kSmoothing = 0.02;  ///< per block of 10 ms
constexpr double kProportional = 0.5;
constexpr double kIntegral = 0.05;
constexpr double kPeriod = 0.5;  ///< s between corrections
/// No crystal is 0.3 % off; a larger integral would only take long to unwind.
constexpr double kMostIntegral = 0.003 * kSampleRate / kIntegral;
constexpr std::int64_t kPeriodFrames = kSampleRate / 2;

}  // namespace

bool DriftLoop::update(double error, std::int64_t frames) {
    const double blocks = static_cast<double>(frames) / kBlockFrames;
    filtered_ += (error - filtered_) * (1.0 - std::pow(1.0 - kSmoothing, blocks));
    sinceCorrection_ += frames;
    if (sinceCorrection_ < kPeriodFrames) {
        return false;
    }
    sinceCorrection_ = 0;
    const double most = kMostPerSecond;
    integral_ = std::clamp(integral_ + kPeriod * filtered_, -kMostIntegral, kMostIntegral);
    const double delta = -(kProportional * filtered_ + kIntegral * integral_);
    correction_ = static_cast<int>(std::lround(std::clamp(delta, -most, most)));
    return true;
}

}  // namespace tsudoi::pipeline
