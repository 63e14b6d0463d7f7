// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/audio_source.h"
#include "pipeline/drift_loop.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace tsudoi::pipeline {

namespace {

constexpr int kBlocksPerSecond = 100;

/// A source whose clock runs fast by \p drift (0.001: 0.1 %): it makes more samples per second than
/// its time stamps say.
void feed(AudioSource& source, double drift, int seconds, double startSecond = 0) {
    std::vector<float> tone;
    double owed = 0;
    for (int i = 0; i < seconds * kBlocksPerSecond; ++i) {
        owed += kBlockFrames * (1.0 + drift);
        const auto count = static_cast<std::size_t>(owed);
        owed -= static_cast<double>(count);
        tone.assign(count * kChannels, 0.1F);
        const double second = startSecond + static_cast<double>(i) / kBlocksPerSecond;
        source.write(tone, MediaTime(std::llround(second * 1e9)));
    }
}

}  // namespace

TEST_CASE("a source whose clock drifts settles within a third of a millisecond") {
    for (const double drift : {0.001, -0.001, 0.0003, 0.0}) {
        CAPTURE(drift);
        AudioSource source;
        feed(source, drift, 40);
        CHECK(std::abs(source.driftError()) < 15);
    }
}

TEST_CASE("the correction never goes beyond what nobody hears") {
    DriftLoop loop;
    for (int i = 0; i < 2000; ++i) {
        (void)loop.update(1900, kBlockFrames);
        CHECK(std::abs(loop.correction()) <= DriftLoop::kMostPerSecond);
    }
    CHECK(loop.correction() == -DriftLoop::kMostPerSecond);
}

TEST_CASE("the loop comes back from its limit without overshooting for long") {
    DriftLoop loop;
    for (int i = 0; i < 2000; ++i) {
        (void)loop.update(1900, kBlockFrames);
    }
    int blocks = 0;
    while (loop.correction() < 0 && blocks < 60 * kBlocksPerSecond) {
        (void)loop.update(-100, kBlockFrames);
        ++blocks;
    }
    CHECK(blocks < 60 * kBlocksPerSecond);
}

TEST_CASE("a jump of the time stamps is followed at once, not stretched over") {
    AudioSource source;
    feed(source, 0, 2);
    feed(source, 0, 2, 2.5);
    CHECK(std::abs(source.driftError()) < 1);
}

}  // namespace tsudoi::pipeline
