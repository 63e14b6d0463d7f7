// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/sound_shaper.h"

#include "pipeline/automatic_level.h"
#include "pipeline/decibel.h"
#include "pipeline/dynamics.h"
#include "pipeline/loudness_meter.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace tsudoi::pipeline {

namespace {

using seminar::SoundShape;
using Sound = std::vector<float>;  // stereo, interleaved

constexpr int kOddPiece = 441;  // what decoders give has nothing to do with blocks

Sound tone(double hertz, double db, double seconds) {
    Sound sound(static_cast<std::size_t>(seconds * kSampleRate) * kChannels);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double at = static_cast<double>(i / kChannels) / kSampleRate;
        sound[i] = static_cast<float>(fromDb(db) * std::sin(2.0 * std::numbers::pi * hertz * at));
    }
    return sound;
}

Sound noise(double db, double seconds) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> values(-1.0F, 1.0F);
    Sound sound(static_cast<std::size_t>(seconds * kSampleRate) * kChannels);
    for (float& value : sound) {
        value = static_cast<float>(fromDb(db)) * values(random);
    }
    return sound;
}

/// Like speech for a level: a voice of many harmonics that rises and falls, in syllables, a pause after every second.
Sound voice(double db, double seconds) {
    Sound sound(static_cast<std::size_t>(seconds * kSampleRate) * kChannels);
    double phase = 0;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double at = static_cast<double>(i / kChannels) / kSampleRate;
        const double melody = std::sin(4.1 * at) + std::sin(9.7 * at) + std::sin(1.3 * at);
        phase += 140.0 * (1.0 + 0.15 * melody) / (kSampleRate * kChannels);
        const double syllable = std::pow(std::sin(std::numbers::pi * (4.0 * at + 0.5 * std::sin(5.3 * at))), 2.0);
        const bool pause = std::fmod(at, 1.5) > 1.0;
        double value = 0;
        for (int harmonic = 1; harmonic <= 12; ++harmonic) {
            value += std::sin(2.0 * std::numbers::pi * harmonic * phase) / harmonic;
        }
        sound[i] = pause ? 0.0F : static_cast<float>(fromDb(db) * 0.5 * syllable * value);
    }
    return sound;
}

/// What a strip's ring holds after all of \p sound went through; the shape may change on the way.
class Bench {
public:
    Bench() { shaper.seek(0); }
    void play(const Sound& sound) {
        for (std::size_t at = 0; at < sound.size();) {
            const std::size_t piece = std::min<std::size_t>(std::size_t{kOddPiece} * kChannels, sound.size() - at);
            shaper.write(std::span(sound).subspan(at, piece));
            at += piece;
            collect();
        }
    }
    [[nodiscard]] double levelDb(double fromSeconds, double toSeconds) const {
        const auto from = static_cast<std::size_t>(fromSeconds * kSampleRate) * kChannels;
        const auto to = std::min(out.size(), static_cast<std::size_t>(toSeconds * kSampleRate) * kChannels);
        double sum = 0;
        for (std::size_t i = from; i < to; ++i) {
            sum += static_cast<double>(out[i]) * static_cast<double>(out[i]);
        }
        return toDb(std::sqrt(sum / static_cast<double>(to - from)));
    }
    /// \return LUFS of the end of what came out
    [[nodiscard]] double loudness(double seconds) const {
        LoudnessMeter meter;
        meter.add(std::span(out).last(static_cast<std::size_t>(seconds * kSampleRate) * kChannels));
        return meter.read().integrated;
    }

    SoundShaper::Ring ring;
    SoundShaper shaper{ring};
    Sound out;

private:
    void collect() {
        ring.with([this](const AudioRing& all) {
            const auto have = static_cast<std::int64_t>(out.size()) / kChannels;
            Sound frames(static_cast<std::size_t>(all.end() - have) * kChannels);
            all.read(have, frames);
            out.insert(out.end(), frames.begin(), frames.end());
        });
    }
};

double levelOf(const Sound& sound) {
    Bench plain;
    plain.play(sound);
    return plain.levelDb(0, 1e6);
}

double shaped(const SoundShape& shape, const Sound& sound, double fromSeconds) {
    Bench bench;
    bench.shaper.apply(shape);
    bench.play(sound);
    return bench.levelDb(fromSeconds, 1e6);
}

/// \return the largest step from one frame to the next
float roughness(const Sound& sound) {
    float most = 0;
    for (std::size_t i = kChannels; i < sound.size(); ++i) {
        most = std::max(most, std::abs(sound[i] - sound[i - kChannels]));
    }
    return most;
}

}  // namespace

TEST_CASE("with nothing chosen the sound passes bit by bit, at once") {
    Bench bench;
    const Sound sound = noise(-10, 0.5);
    bench.play(sound);
    CHECK(bench.out == sound);
}

TEST_CASE("whatever is switched on and off, every sample keeps its place") {
    Bench bench;
    const Sound sound = tone(440, -20, 1.0);
    bench.play(sound);
    for (const SoundShape& shape :
         {SoundShape{.highPass = true}, SoundShape{.lessNoise = true}, SoundShape{.gateDb = -60},
          SoundShape{.compressor = true}, SoundShape{.highPass = true, .autoLevel = true}}) {
        bench.shaper.apply(shape);
        bench.play(sound);
        bench.shaper.apply({});
        bench.play(sound);
        CHECK(bench.out.size() % sound.size() == 0);  // nothing is held back any more
        const Sound last(bench.out.end() - static_cast<std::ptrdiff_t>(sound.size() / 2), bench.out.end());
        CHECK(std::equal(last.begin(), last.end(), sound.end() - static_cast<std::ptrdiff_t>(sound.size() / 2)));
    }
    CHECK(roughness(bench.out) < 2.5F * roughness(sound));  // no clicks
}

TEST_CASE("the high-pass takes out rumble and leaves speech") {
    const SoundShape shape{.highPass = true};
    CHECK(shaped(shape, tone(25, -20, 1), 0.3) < levelOf(tone(25, -20, 1)) - 22);
    CHECK(shaped(shape, tone(50, -20, 1), 0.3) < levelOf(tone(50, -20, 1)) - 11);
    CHECK(shaped(shape, tone(300, -20, 1), 0.3) == doctest::Approx(levelOf(tone(300, -20, 1))).epsilon(0.01));
}

TEST_CASE("noise suppression takes out steady noise and leaves a voice") {
    const SoundShape shape{.lessNoise = true};
    CHECK(shaped(shape, noise(-40, 5), 3) < levelOf(noise(-40, 5)) - 12);
    const Sound speech = voice(-12, 6);
    CHECK(std::abs(shaped(shape, speech, 0) - levelOf(speech)) < 4.0);
}

TEST_CASE("the gate turns the room down while nobody speaks") {
    const SoundShape shape{.gateDb = -45};
    CHECK(shaped(shape, noise(-52, 2), 1) < levelOf(noise(-52, 2)) - 20);
    const Sound speech = voice(-12, 3);
    CHECK(std::abs(shaped(shape, speech, 0) - levelOf(speech)) < 0.3);
    Bench bench;
    bench.shaper.apply(shape);
    bench.play(tone(440, -20, 0.5));
    CHECK(bench.levelDb(0.05, 0.5) > levelOf(tone(440, -20, 0.5)) - 0.5);  // opens at once
    bench.play(tone(440, -60, 2.0));
    CHECK(bench.levelDb(0.55, 0.75) > levelOf(tone(440, -60, 1)) - 1.0);  // and waits before it closes
    CHECK(bench.levelDb(2.0, 2.5) < levelOf(tone(440, -60, 1)) - 20);
}

TEST_CASE("the compressor brings loud and quiet nearer to each other, both channels by the same") {
    const SoundShape shape{.compressor = true};
    const double quiet = shaped(shape, tone(440, -36, 1), 0.5) - levelOf(tone(440, -36, 1));
    const double loud = shaped(shape, tone(440, -6, 1), 0.5) - levelOf(tone(440, -6, 1));
    CHECK(quiet == doctest::Approx(Compressor::kMakeUpDb).epsilon(0.05));
    CHECK(loud < quiet - 8);
    Sound leftLouder = tone(440, -6, 1);
    for (std::size_t i = 1; i < leftLouder.size(); i += 2) {
        leftLouder[i] *= 0.5F;
    }
    Bench bench;
    bench.shaper.apply(shape);
    bench.play(leftLouder);
    for (std::size_t i = bench.out.size() - 100; i < bench.out.size(); i += 2) {
        CHECK(bench.out[i + 1] == doctest::Approx(0.5F * bench.out[i]).epsilon(0.01));
    }
}

TEST_CASE("the automatic level brings speech of any level to the programme's loudness") {
    for (const double db : {-30.0, -20.0, -10.0, -3.0}) {
        Bench bench;
        bench.shaper.apply({.autoLevel = true});
        bench.play(voice(db, 20));
        INFO(db);
        CHECK(std::abs(bench.loudness(8) - AutomaticLevel::kTargetLufs) < 2.0);
    }
}

TEST_CASE("the automatic level keeps still while nobody speaks") {
    Bench bench;
    bench.shaper.apply({.autoLevel = true});
    bench.play(voice(-30, 10));
    const auto seconds = [&] {
        return static_cast<double>(bench.out.size()) / kChannels / kSampleRate;
    };
    bench.play(noise(-60, 1));
    const double before = bench.levelDb(seconds() - 0.5, seconds());
    bench.play(noise(-60, 20));
    CHECK(bench.levelDb(seconds() - 0.5, seconds()) == doctest::Approx(before).epsilon(0.02));
}

TEST_CASE("the automatic level does not make a room loud in which nobody has spoken yet, nor after digital silence") {
    Bench bench;
    bench.shaper.apply({.autoLevel = true});
    const auto seconds = [&] {
        return static_cast<double>(bench.out.size()) / kChannels / kSampleRate;
    };
    bench.play(noise(-42, 10));
    const double plain = levelOf(noise(-42, 10));
    CHECK(std::abs(bench.levelDb(seconds() - 1, seconds()) - plain) < 0.5);
    bench.play(Sound(std::size_t{5} * kSampleRate * kChannels, 0.0F));
    bench.play(noise(-50, 10));
    CHECK(bench.levelDb(seconds() - 1, seconds()) < levelOf(noise(-50, 10)) + 3);
}

}  // namespace tsudoi::pipeline
