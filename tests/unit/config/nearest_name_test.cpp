// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/nearest_name.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace tsudoi::config;

TEST_CASE("the distance counts letters added, left out, replaced and swapped") {
    CHECK(editDistance("listen", "listen") == 0);
    CHECK(editDistance("lisen", "listen") == 1);
    CHECK(editDistance("liistn", "listen") == 2);
    CHECK(editDistance("litsen", "listen") == 1);
    CHECK(editDistance("", "tls") == 3);
    CHECK(editDistance("tls", "") == 3);
}

TEST_CASE("the nearest name is the likely one, and none when all are far") {
    constexpr std::array<std::string_view, 4> kKnown{"listen", "public_url", "tls", "network_threads"};
    CHECK(nearestName("lisen", kKnown) == "listen");
    CHECK(nearestName("public-url", kKnown) == "public_url");
    CHECK(nearestName("networkthreads", kKnown) == "network_threads");
    CHECK_FALSE(nearestName("banana", kKnown).has_value());
    CHECK_FALSE(nearestName(std::string(1000, 'l'), kKnown).has_value());
}
