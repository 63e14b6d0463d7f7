// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/audio_mixer.h"

#include "pipeline/decibel.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace tsudoi::pipeline {

namespace {

double highest(const AudioSource::Block& block) {
    return static_cast<double>(*std::max_element(block.begin(), block.end()));
}

/// Feeds tones and collects what leaves the programme bus, addressed by programme sample.
class Desk {
public:
    std::shared_ptr<AudioSource> add(double hertz, double amplitude, const char* id = "", bool onStage = true,
                                     const char* speaker = "") {
        tones_.push_back({std::make_shared<AudioSource>(), hertz, amplitude});
        strips_.push_back({InputId(id), tones_.back().source, onStage, InputId(speaker)});
        return tones_.back().source;
    }
    void talker(double hertz, double amplitude) {
        tones_.push_back({std::make_shared<AudioSource>(), hertz, amplitude});
        talkers_.push_back({tones_.back().source, {}});
    }
    void talk(const seminar::Talk& to) { talkers_.back().to = to; }
    void run(int ticks) {
        for (int i = 0; i < ticks; ++i) {
            for (const Tone& tone : tones_) {
                write(tone);
            }
            const AudioBlock& block = mixer.mix(tick_, strips_);
            mixer.mixMinus(tick_++, talkers_);
            if (out.empty()) {
                first = block.sample;
            }
            out.insert(out.end(), block.frames.begin(), block.frames.end());
        }
    }
    /// \return highest left value in [from, to) of programme samples
    [[nodiscard]] double peak(std::int64_t from, std::int64_t to) const {
        float highest = 0;
        for (std::int64_t i = from; i < to; ++i) {
            highest = std::max(highest, std::abs(out[static_cast<std::size_t>(i - first) * 2]));
        }
        return static_cast<double>(highest);
    }
    [[nodiscard]] std::int64_t end() const { return first + static_cast<std::int64_t>(out.size() / 2); }

    AudioMixer mixer;
    std::vector<float> out;
    std::int64_t first = 0;

private:
    struct Tone {
        std::shared_ptr<AudioSource> source;
        double hertz = 0;
        double amplitude = 0;
    };
    void write(const Tone& tone) const {
        std::vector<float> frames;
        const std::int64_t start = tick_ * kBlockFrames;
        for (std::int64_t i = start; i < start + kBlockFrames; ++i) {
            const double phase = 2 * std::numbers::pi * tone.hertz * static_cast<double>(i) / kSampleRate;
            frames.push_back(static_cast<float>(tone.amplitude * std::sin(phase)));
            frames.push_back(frames.back());
        }
        tone.source->write(frames, sampleTime(start));
    }

    std::vector<Tone> tones_;
    AudioMixer::Strips strips_;
    AudioMixer::Talkers talkers_;
    std::int64_t tick_ = 100;
};

}  // namespace

TEST_CASE("gain, mute and sum do what they say") {
    Desk desk;
    const auto one = desk.add(1000, 0.25);
    desk.run(100);
    CHECK(desk.peak(desk.end() - 4800, desk.end()) == doctest::Approx(0.25).epsilon(0.01));
    one->apply({-6.0206, false, {}});
    desk.run(50);
    CHECK(desk.peak(desk.end() - 4800, desk.end()) == doctest::Approx(0.125).epsilon(0.01));
    one->apply({0, true, {}});
    desk.run(50);
    CHECK(desk.peak(desk.end() - 4800, desk.end()) == 0.0);
    CHECK(one->takePeaks()[0] == doctest::Approx(0.25).epsilon(0.01));
}

TEST_CASE("pan turns the other channel down") {
    Desk desk;
    const auto one = desk.add(1000, 0.25);
    one->apply({.pan = 1});
    desk.run(50);
    CHECK(desk.peak(desk.end() - 4800, desk.end()) == 0.0);  // left
    one->apply({.pan = 0.5});
    desk.run(50);
    CHECK(desk.peak(desk.end() - 4800, desk.end()) == doctest::Approx(0.125).epsilon(0.01));
    one->apply({.pan = -1});
    desk.run(50);
    CHECK(desk.peak(desk.end() - 4800, desk.end()) == doctest::Approx(0.25).epsilon(0.01));
}

TEST_CASE("sound that follows the picture is heard while the programme shows it") {
    for (const auto follow : {seminar::AudioFollow::Cut, seminar::AudioFollow::Fade}) {
        Desk desk;
        const auto one = desk.add(1000, 0.25);
        one->apply({.follow = follow});
        desk.run(20);
        CHECK(desk.peak(desk.end() - 960, desk.end()) == 0.0);
        for (int frame = 0; frame < 30; ++frame) {
            one->seen();
            desk.run(3);
        }
        CHECK(desk.peak(desk.end() - 4800, desk.end()) == doctest::Approx(0.25).epsilon(0.01));
        desk.run(25);
        const double soon = desk.peak(desk.end() - 960, desk.end());
        CHECK((soon > 0.05) == (follow == seminar::AudioFollow::Fade));
        desk.run(50);
        CHECK(desk.peak(desk.end() - 960, desk.end()) == 0.0);
    }
}

TEST_CASE("a gain change is a ramp, not a step") {
    Desk desk;
    const auto source = desk.add(0, 0);
    const std::vector<float> constant(static_cast<std::size_t>(kSampleRate) * kChannels, 0.2F);
    source->write(constant, sampleTime(100 * kBlockFrames - 4800));
    const AudioMixer::Strips strips{{InputId("one"), source}};
    float last = -1;
    float steepest = 0;
    for (int tick = 100; tick < 140; ++tick) {
        if (tick == 120) {
            source->apply({-60, false, {}});
        }
        for (std::size_t i = 0; const float value : desk.mixer.mix(tick, strips).frames) {
            if (i++ % 2 == 0 && tick > 110) {
                steepest = last < 0 ? 0 : std::max(steepest, std::abs(value - last));
                last = value;
            }
        }
    }
    CHECK(steepest < 0.001F);
}

TEST_CASE("a delay moves the sound by exactly as much") {
    Desk desk;
    const auto source = desk.add(0, 0);
    constexpr std::int64_t click = 103 * kBlockFrames;
    std::vector<float> frames(static_cast<std::size_t>(kBlockFrames) * kChannels, 0.0F);
    frames[0] = frames[1] = 0.5F;
    source->write(frames, sampleTime(click));
    source->apply({0, false, std::chrono::milliseconds(250)});
    AudioMixer mixer;
    std::int64_t loudest = 0;
    float highest = 0;
    for (int tick = 100; tick < 160; ++tick) {
        const AudioBlock& block = mixer.mix(tick, {{InputId("one"), source}});
        for (std::int64_t i = 0; i < kBlockFrames; ++i) {
            const float value = block.frames.at(static_cast<std::size_t>(i) * 2);
            if (value > highest) {
                highest = value;
                loudest = block.sample + i;
            }
        }
    }
    const std::int64_t latency = samplesAt(kInputLatency) + 800;
    CHECK(std::abs(loudest - (click + latency + 12'000)) <= 1);
}

TEST_CASE("the sound waits for the picture of the same input") {
    AudioSource source;
    for (int i = 0; i < 20; ++i) {
        source.pictureLate(std::chrono::milliseconds(90));
    }
    std::vector<float> frames(static_cast<std::size_t>(kBlockFrames) * kChannels, 0.0F);
    frames[0] = frames[1] = 0.5F;
    source.write(frames, sampleTime(48'000));
    const AudioSource::Block& bus = source.next(48'000 + 4320 - 100);
    std::size_t loudest = 0;
    for (std::size_t i = 0; i < bus.size(); i += 2) {
        loudest = bus.at(i) > bus.at(loudest) ? i : loudest;
    }
    CHECK(std::abs(static_cast<int>(loudest) / 2 - 100) <= 1);
}

TEST_CASE("nobody hears themselves, and the green room is heard in the green room only") {
    Desk desk;
    desk.add(1000, 0.1, "room");
    desk.add(1000, 0.2, "tokyo", true, "tokyo");
    desk.add(1000, 0.4, "waiting-1", false, "waiting-1");
    desk.add(1000, 0.05, "waiting-2", false, "waiting-2");
    desk.run(100);
    const auto heard = [&](const char* who) {
        AudioSource::Block block;
        desk.mixer.minus(InputId(who), block);
        return highest(block);
    };
    CHECK(desk.peak(desk.end() - 4800, desk.end()) == doctest::Approx(0.3).epsilon(0.02));
    CHECK(heard("tokyo") == doctest::Approx(0.1).epsilon(0.02));
    CHECK(heard("waiting-1") == doctest::Approx(0.35).epsilon(0.02));
    CHECK(heard("waiting-2") == doctest::Approx(0.7).epsilon(0.02));
    CHECK(heard("somebody else") == doctest::Approx(0.3).epsilon(0.02));
}

TEST_CASE("what a panelist shares is heard by everybody but them") {
    Desk desk;
    desk.add(1000, 0.1, "room");
    desk.add(1000, 0.2, "tokyo", true, "tokyo");
    desk.add(1000, 0.4, "tokyo-screen", true, "tokyo");
    desk.run(100);
    AudioSource::Block block;
    desk.mixer.minus(InputId("tokyo"), block);
    CHECK(highest(block) == doctest::Approx(0.1).epsilon(0.02));
    desk.mixer.minus(InputId("osaka"), block);
    CHECK(highest(block) == doctest::Approx(0.7).epsilon(0.02));
    desk.mixer.remote(block);
    CHECK(highest(block) == doctest::Approx(0.6).epsilon(0.02));
}

TEST_CASE("the room hears the panelists on stage, and nothing of itself") {
    Desk desk;
    desk.add(1000, 0.1, "room");
    desk.add(1000, 0.2, "tokyo", true, "tokyo");
    desk.add(1000, 0.4, "waiting", false, "waiting");
    desk.run(100);
    AudioSource::Block block;
    desk.mixer.remote(block);
    CHECK(highest(block) == doctest::Approx(0.2).epsilon(0.02));
}

TEST_CASE("an operator is heard by those who are spoken to, over everybody else, and never on air") {
    Desk desk;
    desk.add(1000, 0.4, "room");
    desk.add(1000, 0.1, "tokyo", true, "tokyo");
    desk.add(1000, 0.2, "waiting", false, "waiting");
    desk.talker(1000, 0.05);
    desk.run(100);
    AudioSource::Block block;
    const auto heard = [&](const char* who) {
        desk.mixer.minus(InputId(who), block);
        return highest(block);
    };
    CHECK(heard("tokyo") == doctest::Approx(0.4).epsilon(0.02));
    CHECK(heard("waiting") == doctest::Approx(0.5).epsilon(0.02));
    desk.mixer.backstage(block);
    CHECK(highest(block) == doctest::Approx(0.3).epsilon(0.02));

    const double down = fromDb(AudioMixer::kInterruptedDb);
    desk.talk({.panelist = InputId("tokyo")});
    desk.run(20);
    CHECK(heard("tokyo") == doctest::Approx(0.4 * down + 0.05).epsilon(0.02));
    CHECK(heard("waiting") == doctest::Approx(0.5).epsilon(0.02));
    desk.talk({.everybody = true});
    desk.run(20);
    CHECK(heard("tokyo") == doctest::Approx(0.4 * down + 0.05).epsilon(0.02));
    CHECK(heard("waiting") == doctest::Approx(0.5 * down + 0.05).epsilon(0.02));
    CHECK(heard("somebody else") == doctest::Approx(0.5 + 0.05).epsilon(0.02));
    desk.mixer.remote(block);
    CHECK(highest(block) == doctest::Approx(0.1).epsilon(0.02));
    CHECK(desk.peak(desk.end() - 4800, desk.end()) == doctest::Approx(0.5).epsilon(0.02));
    desk.talk({});
    desk.run(20);
    CHECK(heard("waiting") == doctest::Approx(0.5).epsilon(0.02));
}

TEST_CASE("the panel hears the room while the audience has the slate, and never louder than full scale") {
    Desk desk;
    desk.add(1000, 0.8, "room");
    desk.add(1000, 0.8, "tokyo");
    desk.run(50);
    desk.mixer.slate(true, desk.end());
    desk.run(50);
    AudioSource::Block block;
    const std::int64_t at = desk.mixer.minus(InputId("somebody else"), block);
    CHECK(*std::max_element(block.begin(), block.end()) == 1.0F);
    CHECK(at + kBlockFrames >= desk.end());
    CHECK(desk.peak(desk.end() - 4800, desk.end()) == 0.0);
}

TEST_CASE("the slate's samples are silent, all of them, and the room is whole around them") {
    Desk desk;
    desk.add(1000, 0.5);
    desk.run(50);
    const std::int64_t from = desk.end() + 3001;
    desk.mixer.slate(true, from);
    desk.run(30);
    const std::int64_t to = desk.end() + 2003;
    desk.mixer.slate(false, to);
    desk.run(50);
    CHECK(desk.peak(from, to) == 0.0);
    constexpr std::int64_t around = SlateGate::kGuard + SlateGate::kRamp;
    CHECK(desk.peak(from - around - 48, from - around) > 0.45);
    CHECK(desk.peak(to + around, to + around + 48) > 0.45);
    CHECK(desk.peak(from - SlateGate::kGuard, to + SlateGate::kGuard) == 0.0);
    CHECK(desk.peak(from - SlateGate::kGuard - 10, from - SlateGate::kGuard) < 0.05);
}

TEST_CASE("a slate that begins with the frame of this very tick is not too late for the sound") {
    Desk desk;
    desk.add(1000, 0.5);
    desk.run(50);
    // The tick of programme time T mixes sound before T, so T itself is always ahead.
    const std::int64_t now = desk.end() + AudioMixer::kLag + Limiter::kDelay - 16;
    desk.mixer.slate(true, now);
    desk.run(20);
    CHECK(desk.peak(now, desk.end()) == 0.0);
    CHECK(desk.peak(now - SlateGate::kGuard - SlateGate::kRamp - 48, now - SlateGate::kGuard) > 0.4);
}

TEST_CASE("a room that is opened and closed again at once stays silent") {
    Desk desk;
    desk.add(1000, 0.5);
    desk.run(50);
    const std::int64_t from = desk.end() + 6000;
    desk.mixer.slate(true, from);
    desk.mixer.slate(false, from + 1600);
    desk.mixer.slate(true, from + 3200);
    desk.run(40);
    CHECK(desk.peak(from, desk.end()) == 0.0);
}

TEST_CASE("meters show tone levels and loudness") {
    Desk desk;
    desk.add(997, 0.1);
    desk.run(500);
    const seminar::ProgrammeMeter meter = desk.mixer.takeMeter();
    CHECK(meter.peakDb[0] == doctest::Approx(-20).epsilon(0.01));
    CHECK(meter.truePeakDb == doctest::Approx(-20).epsilon(0.02));
    // A 997 Hz sine of -20 dBFS in both channels is -20 LUFS (EBU Tech 3341).
    CHECK(meter.momentaryLufs == doctest::Approx(-20).epsilon(0.02));
    CHECK(meter.shortTermLufs == doctest::Approx(-20).epsilon(0.02));
    CHECK(meter.integratedLufs == doctest::Approx(-20).epsilon(0.02));
    desk.mixer.restartLoudness();
    CHECK(desk.mixer.takeMeter().integratedLufs == seminar::kSilenceDb);
}

}  // namespace tsudoi::pipeline
