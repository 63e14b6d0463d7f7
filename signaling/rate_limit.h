// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <unordered_map>

namespace tsudoi::signaling {

/// How often something may happen: \p burst at once, then one more every \p refill.
struct RateRule {
    double burst = 1;
    std::chrono::milliseconds refill{1000};
};

/// Token buckets by key. Time is given, so that tests need no clock.
///
/// Threads: thread-bound (whoever owns it). Remembers at most kMaxKeys; when there are more, full buckets are
/// forgotten first, then all (a flood of addresses must not become a flood of memory).
class RateLimit {
public:
    using SteadyClock = std::chrono::steady_clock;

    explicit RateLimit(RateRule rule) : rule_(rule) {}

    /// Takes a token. \return false: too often; nothing taken
    [[nodiscard]] bool take(const std::string& key, SteadyClock::time_point now);
    /// Gives a token back (the attempt was an honest one).
    void giveBack(const std::string& key);
    /// How long until there is a token again, rounded up to whole seconds; at least 1.
    [[nodiscard]] std::chrono::seconds retryAfter(const std::string& key, SteadyClock::time_point now) const;

    [[nodiscard]] std::size_t size() const noexcept { return buckets_.size(); }
    static constexpr std::size_t kMaxKeys = 20'000;

private:
    struct Bucket {
        double tokens = 0;
        SteadyClock::time_point at{};
    };

    [[nodiscard]] double tokensNow(const Bucket& bucket, SteadyClock::time_point now) const;
    void makeRoom(SteadyClock::time_point now);

    RateRule rule_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace tsudoi::signaling
