// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/blocking.h"

#include <doctest/doctest.h>

using namespace tsudoi::recorder;

namespace {
/// Segments 0 to 9 are complete with 4 parts each, of segment 10 there are 2 parts.
constexpr Position kInside{.segments = 10, .openParts = 2, .lastParts = 0};
/// Segment 9 has just been completed.
constexpr Position kBetween{.segments = 10, .openParts = 0, .lastParts = 4};
}  // namespace

TEST_CASE("without directives, and for what is there, the answer comes at once") {
    CHECK(blocking(kInside, false, {}, {}) == Blocking::Answer);
    CHECK(blocking(kInside, false, 3, {}) == Blocking::Answer);
    CHECK(blocking(kInside, false, 3, 90) == Blocking::Answer);
    CHECK(blocking(kInside, false, 9, {}) == Blocking::Answer);
    CHECK(blocking(kInside, false, 10, 1) == Blocking::Answer);
}

TEST_CASE("for what comes next the request waits") {
    CHECK(blocking(kInside, false, 10, {}) == Blocking::Wait);
    CHECK(blocking(kInside, false, 10, 2) == Blocking::Wait);
    CHECK(blocking(kInside, false, 10, 4) == Blocking::Wait);
    CHECK(blocking(kInside, false, 11, 0) == Blocking::Wait);
    CHECK(blocking(kInside, false, 12, {}) == Blocking::Wait);
}

TEST_CASE("the part number behind a complete segment means the next segment's first part") {
    CHECK(blocking(kBetween, false, 9, 3) == Blocking::Answer);
    CHECK(blocking(kBetween, false, 9, 4) == Blocking::Wait);
    CHECK(blocking(kInside, false, 9, 4) == Blocking::Answer);
}

TEST_CASE("what makes no sense or lies too far ahead is refused") {
    CHECK(blocking(kInside, false, {}, 1) == Blocking::Refuse);
    CHECK(blocking(kInside, true, {}, 1) == Blocking::Refuse);
    CHECK(blocking(kInside, false, 13, {}) == Blocking::Refuse);
    CHECK(blocking(kBetween, false, 12, {}) == Blocking::Refuse);
    CHECK(blocking(kInside, false, 10, 8) == Blocking::Refuse);
    CHECK(blocking(kInside, false, 11, 6) == Blocking::Refuse);
    CHECK(blocking(kInside, false, ~std::uint64_t{0}, ~std::uint64_t{0}) == Blocking::Refuse);
}

TEST_CASE("before the first part the first segments can be waited for") {
    CHECK(blocking({}, false, 0, 0) == Blocking::Wait);
    CHECK(blocking({}, false, 2, {}) == Blocking::Wait);
    CHECK(blocking({}, false, 3, {}) == Blocking::Refuse);
}

TEST_CASE("after the end everything is answered at once") {
    CHECK(blocking(kBetween, true, 9, 4) == Blocking::Answer);
    CHECK(blocking(kBetween, true, 400, 2) == Blocking::Answer);
}
