// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/overload_watch.h"

#include <doctest/doctest.h>

using tsudoi::pipeline::OverloadWatch;

namespace {

/// Feeds readings of 3 frames each, of which every \p missing -th is missing (0: none). \return the last change
std::optional<bool> feed(OverloadWatch& watch, std::uint64_t& made, std::uint64_t& missed, int readings, int missing) {
    std::optional<bool> last;
    for (int i = 1; i <= readings; ++i) {
        const bool lost = missing > 0 && i % missing == 0;
        made += lost ? 2 : 3;
        missed += lost ? 1 : 0;
        if (const auto change = watch.look(made, missed)) {
            last = change;
        }
    }
    return last;
}

}  // namespace

TEST_CASE("a machine that misses frames is overloaded until it hardly misses any") {
    OverloadWatch watch;
    std::uint64_t made = 0;
    std::uint64_t missed = 0;
    CHECK_FALSE(feed(watch, made, missed, 200, 0).has_value());
    CHECK_FALSE(feed(watch, made, missed, 200, 30).has_value());  // one in 90
    CHECK(feed(watch, made, missed, 100, 2) == true);
    CHECK_FALSE(feed(watch, made, missed, 100, 20).has_value());  // one in 60: not over yet
    CHECK(feed(watch, made, missed, 100, 0) == false);
}

TEST_CASE("a single hiccup is no overload") {
    OverloadWatch watch;
    CHECK_FALSE(watch.look(0, 0).has_value());
    std::uint64_t made = 0;
    std::uint64_t missed = 5;
    CHECK_FALSE(feed(watch, made, missed, 200, 0).has_value());
}
