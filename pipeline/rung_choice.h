// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace tsudoi::pipeline {

/// How much a peer's line is asked to carry of the return picture.
enum class ReturnRung {
    Full,  ///< 720p
    Low,   ///< a small picture that gets through
};

/// What a peer says of packets that it was sent (transport-wide congestion control).
struct WayReport {
    std::int64_t sent = 0;              ///< packets
    std::int64_t lost = 0;              ///< of them
    std::chrono::nanoseconds growth{};  ///< by so much longer the last one took than the first one
};

/// Chooses a peer's rung from what arrives: down within two seconds when the line does not carry it, up again after a
/// while in peace, later and later if that fails.
///
/// Threads: thread-bound.
class RungChoice {
public:
    using Time = std::chrono::steady_clock::time_point;

    static constexpr std::chrono::seconds kWindow{1};
    static constexpr double kMuchLoss = 0.10;
    static constexpr double kLittleLoss = 0.02;
    /// Packets that queue up somewhere on the way by so much in one window.
    static constexpr std::chrono::milliseconds kMuchGrowth{100};
    /// A lossy window alone is a moment of bad radio.
    static constexpr int kBadWindows = 2;
    static constexpr std::chrono::seconds kFirstPatience{10};
    static constexpr std::chrono::seconds kMostPatience{80};

    ReturnRung hear(const WayReport& report, Time now);
    [[nodiscard]] ReturnRung rung() const noexcept { return rung_; }

private:
    void judge(Time now);
    void goDown(Time now);
    void goUp(Time now);

    ReturnRung rung_ = ReturnRung::Full;
    WayReport window_;
    Time windowEnd_{};
    int badWindows_ = 0;
    Time peaceSince_{};
    Time wentUp_{};
    std::chrono::seconds patience_ = kFirstPatience;
};

}  // namespace tsudoi::pipeline
