// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/rung_choice.h"

#include <algorithm>
#include <utility>

namespace tsudoi::pipeline {

ReturnRung RungChoice::hear(const WayReport& report, Time now) {
    if (windowEnd_ == Time{}) {
        windowEnd_ = now + kWindow;
        peaceSince_ = now;
    }
    window_.sent += report.sent;
    window_.lost += report.lost;
    window_.growth += report.growth;
    if (now >= windowEnd_) {
        judge(now);
        window_ = {};
        windowEnd_ = now + kWindow;
    }
    return rung_;
}

void RungChoice::judge(Time now) {
    const double loss = window_.sent > 0 ? static_cast<double>(window_.lost) / static_cast<double>(window_.sent) : 0.0;
    const bool queues = window_.growth > kMuchGrowth;
    badWindows_ = loss > kMuchLoss || queues ? badWindows_ + 1 : 0;
    if (loss > kLittleLoss || queues) {
        peaceSince_ = now;
    }
    if (rung_ == ReturnRung::Full && (badWindows_ >= kBadWindows || queues)) {
        goDown(now);
    } else if (rung_ == ReturnRung::Low && now - peaceSince_ >= patience_) {
        goUp(now);
    }
}

void RungChoice::goDown(Time now) {
    const bool failed = wentUp_ != Time{} && now - wentUp_ < kFirstPatience;
    patience_ = failed ? std::min(patience_ * 2, kMostPatience) : kFirstPatience;
    rung_ = ReturnRung::Low;
    peaceSince_ = now;
}

void RungChoice::goUp(Time now) {
    rung_ = ReturnRung::Full;
    wentUp_ = now;
}

}  // namespace tsudoi::pipeline
