// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/rung_choice.h"

#include <doctest/doctest.h>

namespace tsudoi::pipeline {

namespace {

using namespace std::chrono_literals;

/// A line that is heard ten times a second.
class Way {
public:
    /// \return the rung after so much time
    ReturnRung goes(std::chrono::milliseconds time, double loss, std::chrono::nanoseconds growthPerSecond = 0s) {
        for (auto left = time; left > 0ms; left -= 100ms) {
            now_ += 100ms;
            choice_.hear({100, static_cast<std::int64_t>(100 * loss), growthPerSecond / 10}, now_);
        }
        return choice_.rung();
    }

private:
    RungChoice choice_;
    RungChoice::Time now_{1h};
};

}  // namespace

TEST_CASE("a good line gets the full picture, and a moment of loss changes nothing") {
    Way way;
    CHECK(way.goes(60s, 0) == ReturnRung::Full);
    CHECK(way.goes(1s, 0.3) == ReturnRung::Full);
    CHECK(way.goes(60s, 0.05, 50ms) == ReturnRung::Full);
}

TEST_CASE("a line that loses much, or on which packets queue up, gets the low one within three seconds") {
    CHECK(Way().goes(3s, 0.15) == ReturnRung::Low);
    CHECK(Way().goes(3s, 0, 150ms) == ReturnRung::Low);
}

TEST_CASE("after a while in peace the full picture comes back, after a failure later") {
    Way way;
    REQUIRE(way.goes(3s, 0.15) == ReturnRung::Low);
    CHECK(way.goes(8s, 0) == ReturnRung::Low);
    CHECK(way.goes(5s, 0) == ReturnRung::Full);
    REQUIRE(way.goes(3s, 0.15) == ReturnRung::Low);
    CHECK(way.goes(15s, 0) == ReturnRung::Low);
    CHECK(way.goes(8s, 0) == ReturnRung::Full);
    CHECK(way.goes(30s, 0) == ReturnRung::Full);
    REQUIRE(way.goes(3s, 0.15) == ReturnRung::Low);
    CHECK(way.goes(13s, 0) == ReturnRung::Full);
}

TEST_CASE("a line that keeps losing a little stays where it is") {
    Way way;
    REQUIRE(way.goes(3s, 0.15) == ReturnRung::Low);
    CHECK(way.goes(120s, 0.05) == ReturnRung::Low);
}

TEST_CASE("a peer that reports nothing is believed to be well") {
    RungChoice choice;
    CHECK(choice.hear({}, RungChoice::Time(1h)) == ReturnRung::Full);
    CHECK(choice.hear({}, RungChoice::Time(2h)) == ReturnRung::Full);
}

}  // namespace tsudoi::pipeline
