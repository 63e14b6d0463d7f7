// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/programme_time.h"

#include <doctest/doctest.h>

namespace tsudoi::pipeline {

TEST_CASE("frame times and frame numbers are each other's inverse at every common rate") {
    for (const Fraction rate : {Fraction{30, 1}, {25, 1}, {30000, 1001}, {60000, 1001}, {24, 1}}) {
        for (const std::int64_t start : {0LL, 1000LL, 100'000'000LL}) {
            for (std::int64_t number = start; number < start + 200; ++number) {
                CHECK(frameAt(frameTime(number, rate), rate) == number);
                CHECK(frameAt(frameTime(number + 1, rate) - MediaTime(1), rate) == number);
            }
        }
    }
}

TEST_CASE("frames at 30/s lie at n/30 s, rounded down") {
    CHECK(frameTime(1, {30, 1}).count() == 33'333'333);
    CHECK(frameTime(60, {30, 1}) == std::chrono::seconds(2));
}

TEST_CASE("samples and times agree, also before the beginning") {
    CHECK(samplesAt(std::chrono::seconds(1)) == 48000);
    CHECK(samplesAt(MediaTime(-1)) == -1);
    for (std::int64_t sample = -2000; sample < 2000; sample += 7) {
        CHECK(samplesAt(sampleTime(sample) + MediaTime(10'000)) == sample);
    }
}

TEST_CASE("a GOP of two seconds has as many frames as fit") {
    CHECK(framesPerGop(std::chrono::seconds(2), {30, 1}) == 60);
    CHECK(framesPerGop(std::chrono::seconds(2), {25, 1}) == 50);
    CHECK(framesPerGop(std::chrono::seconds(2), {30000, 1001}) == 59);
}

}  // namespace tsudoi::pipeline
