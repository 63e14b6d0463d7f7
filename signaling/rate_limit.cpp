// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace tsudoi::signaling {

double RateLimit::tokensNow(const Bucket& bucket, SteadyClock::time_point now) const {
    const std::chrono::duration<double> passed = now - bucket.at;
    const std::chrono::duration<double> perToken = rule_.refill;
    return std::min(rule_.burst, bucket.tokens + std::max(0.0, passed / perToken));
}

bool RateLimit::take(const std::string& key, SteadyClock::time_point now) {
    auto found = buckets_.find(key);
    if (found == buckets_.end()) {
        makeRoom(now);
        found = buckets_.emplace(key, Bucket{rule_.burst, now}).first;
    }
    Bucket& bucket = found->second;
    bucket = {tokensNow(bucket, now), now};
    if (bucket.tokens < 1.0) {
        return false;
    }
    bucket.tokens -= 1.0;
    return true;
}

void RateLimit::giveBack(const std::string& key) {
    if (const auto found = buckets_.find(key); found != buckets_.end()) {
        found->second.tokens = std::min(rule_.burst, found->second.tokens + 1.0);
    }
}

std::chrono::seconds RateLimit::retryAfter(const std::string& key, SteadyClock::time_point now) const {
    const auto found = buckets_.find(key);
    const double missing = found == buckets_.end() ? 0.0 : 1.0 - tokensNow(found->second, now);
    const std::chrono::duration<double> wait = missing * std::chrono::duration<double>(rule_.refill);
    return std::chrono::seconds(std::max(1L, std::lround(std::ceil(wait.count()))));
}

void RateLimit::makeRoom(SteadyClock::time_point now) {
    if (buckets_.size() < kMaxKeys) {
        return;
    }
    std::erase_if(buckets_, [&](const auto& item) { return tokensNow(item.second, now) >= rule_.burst; });
    if (buckets_.size() >= kMaxKeys) {
        buckets_.clear();
    }
}

}  // namespace tsudoi::signaling
