// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/arrival_meter.h"

#include "pipeline/audio_source.h"
#include "pipeline/decibel.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

namespace tsudoi::pipeline {

namespace {

std::vector<float> tone(double hertz, double db, double seconds) {
    std::vector<float> sound(static_cast<std::size_t>(seconds * kSampleRate) * kChannels);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double at = static_cast<double>(i / kChannels) / kSampleRate;
        sound[i] = static_cast<float>(fromDb(db) * std::sin(2.0 * std::numbers::pi * hertz * at));
    }
    return sound;
}

}  // namespace

TEST_CASE("peaks are those since the last time") {
    ArrivalMeter meter;
    meter.listen(tone(440, -20, 0.1));
    CHECK(toDb(meter.takePeaks()[0]) == doctest::Approx(-20).epsilon(0.01));
    CHECK(meter.takePeaks()[0] == 0.0F);
}

TEST_CASE("hum is measured at its frequency and told from the other one, and from noise") {
    ArrivalMeter meter;
    meter.listen(tone(50, -30, 1));
    auto hum = meter.takeHum();
    REQUIRE(hum.has_value());
    CHECK(hum->fiftyDb == doctest::Approx(-30).epsilon(0.01));
    CHECK(hum->sixtyDb < -45);
    CHECK_FALSE(meter.takeHum().has_value());
    meter.listen(tone(120, -40, 1));
    hum = meter.takeHum();
    CHECK(hum->sixtyDb == doctest::Approx(-40).epsilon(0.01));
    CHECK(hum->fiftyDb < -55);
    std::mt19937 random(7);
    std::uniform_real_distribution<float> values(-0.03F, 0.03F);
    std::vector<float> noise(std::size_t{kSampleRate} * kChannels);
    for (float& value : noise) {
        value = values(random);
    }
    meter.listen(noise);
    CHECK(meter.takeHum()->fiftyDb < -50);
}

TEST_CASE("a source measures what came, not what it makes of it; and broken values are silence") {
    AudioSource source;
    source.apply({.shape = {.highPass = true, .gateDb = -10, .autoLevel = true}});
    std::vector<float> sound = tone(440, -20, 0.5);
    sound[1000] = std::numeric_limits<float>::quiet_NaN();
    sound[3001] = std::numeric_limits<float>::infinity();
    constexpr std::int64_t kStart = 100 * kBlockFrames;
    source.write(sound, sampleTime(kStart));
    CHECK(toDb(source.arrived().takePeaks()[0]) == doctest::Approx(-20).epsilon(0.05));
    for (std::int64_t sample = kStart; sample < kStart + kSampleRate; sample += kBlockFrames) {
        for (const float value : source.next(sample)) {
            REQUIRE(std::isfinite(value));
        }
    }
}

}  // namespace tsudoi::pipeline
