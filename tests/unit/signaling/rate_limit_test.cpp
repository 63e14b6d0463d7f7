// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/rate_limit.h"

#include <doctest/doctest.h>

#include <string>

namespace tsudoi::signaling {

using namespace std::chrono_literals;

TEST_CASE("so many at once, then one per refill") {
    RateLimit limit({3, 10s});
    const RateLimit::SteadyClock::time_point start{};
    CHECK(limit.take("a", start));
    CHECK(limit.take("a", start));
    CHECK(limit.take("a", start));
    CHECK_FALSE(limit.take("a", start));
    CHECK(limit.retryAfter("a", start) == 10s);
    CHECK(limit.take("b", start));
    CHECK_FALSE(limit.take("a", start + 9s));
    CHECK(limit.take("a", start + 11s));
    CHECK_FALSE(limit.take("a", start + 12s));
}

TEST_CASE("an honest attempt is given back, but never more than the burst") {
    RateLimit limit({2, 10s});
    const RateLimit::SteadyClock::time_point start{};
    for (int i = 0; i < 100; ++i) {
        CHECK(limit.take("a", start));
        limit.giveBack("a");
    }
    limit.giveBack("a");
    CHECK(limit.take("a", start));
    CHECK(limit.take("a", start));
    CHECK_FALSE(limit.take("a", start));
}

TEST_CASE("a flood of names does not become a flood of memory") {
    RateLimit limit({2, 10s});
    const RateLimit::SteadyClock::time_point start{};
    for (std::size_t i = 0; i < 3 * RateLimit::kMaxKeys; ++i) {
        CHECK(limit.take(std::to_string(i), start));
    }
    CHECK(limit.size() <= RateLimit::kMaxKeys);
}

}  // namespace tsudoi::signaling
