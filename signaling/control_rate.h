// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

namespace tsudoi::signaling {

/// How many messages one connection may send: kBurst at once, kPerSecond in the long run (a fader sends many).
///
/// Threads: thread-bound.
class MessageRate {
public:
    static constexpr double kBurst = 120.0;
    static constexpr double kPerSecond = 40.0;
    /// So many refused messages in a row end the connection.
    static constexpr int kMaxRefused = 200;

    using Instant = std::chrono::steady_clock::time_point;

    [[nodiscard]] bool take(Instant now) {
        const double seconds = first_ ? 0.0 : std::chrono::duration<double>(now - last_).count();
        tokens_ = std::min(kBurst, tokens_ + std::max(0.0, seconds) * kPerSecond);
        last_ = now;
        first_ = false;
        if (tokens_ < 1.0) {
            ++refused_;
            return false;
        }
        tokens_ -= 1.0;
        refused_ = 0;
        return true;
    }
    [[nodiscard]] bool hopeless() const { return refused_ > kMaxRefused; }

private:
    double tokens_ = kBurst;
    Instant last_{};
    bool first_ = true;
    int refused_ = 0;
};

}  // namespace tsudoi::signaling
