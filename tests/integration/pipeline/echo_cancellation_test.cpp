// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/audio_mixer.h"
#include "pipeline/return_feed.h"
#include "support/echo_bench.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace tsudoi::pipeline {

namespace {

using test::EchoBench;
using test::kMillisecond;
using test::kSecond;
using test::Sound;
using test::Voice;

/// The way from the mixer over a browser to the room's loudspeaker, and from the microphone back.
constexpr std::int64_t kWay = 120 * kMillisecond;
constexpr std::int64_t kRoomDelay = 80 * kMillisecond;

/// Left channel of what a peer gets, from sample 0 on.
class Ear final : public ReturnListener {
public:
    void picture(GstSample* /*sample*/, MediaTime /*at*/) noexcept override {}
    void sound(std::span<const float> frames, MediaTime at) noexcept override {
        for (std::size_t i = 0; i < frames.size() && at >= MediaTime{}; i += kChannels) {
            heard.push_back(frames[i]);
        }
    }
    Sound heard;
};

/// A panelist in Tokyo, a screen in the room, and a microphone there that hears it.
class Venue {
public:
    /// \return what the panelist hears, from sample 0 on
    /// \param tokyo, room  who speaks there
    static Sound heardInTokyo(const Sound& tokyo, const Sound& room, bool echoCancellation) {
        Venue venue;
        venue.microphone_->apply({0, false, {}, echoCancellation});
        for (std::int64_t tick = 0; tick * kBlockFrames < static_cast<std::int64_t>(tokyo.size()); ++tick) {
            venue.run(tick, tokyo, room);
        }
        return venue.panelist_->heard;
    }

private:
    Venue() {
        microphone_->setInRoom(true);
        feed_.join({seminar::PeerId::Kind::Panelist, "tokyo"}, panelist_);
        feed_.join({seminar::PeerId::Kind::Screen, "hall"}, screen_);
    }

    void run(std::int64_t tick, const Sound& tokyo, const Sound& room) {
        const std::int64_t start = tick * kBlockFrames;
        const auto said = EchoBench::part(tokyo, start, start + kBlockFrames);
        const auto spoken = EchoBench::part(room, start, start + kBlockFrames);
        Sound picked(spoken.begin(), spoken.end());
        echo_.addTo(picked, start, screen_->heard);
        tokyo_->write(test::stereo(said), sampleTime(start));
        microphone_->write(test::stereo(picked), sampleTime(start));
        mixer_.mix(tick, {{InputId("room"), microphone_}, {InputId("tokyo"), tokyo_, true, InputId("tokyo")}});
        mixer_.mixMinus(tick);
        feed_.sound(mixer_);
    }

    const std::shared_ptr<RoomSound> sound_ = std::make_shared<RoomSound>();
    const std::shared_ptr<AudioSource> tokyo_ = std::make_shared<AudioSource>(sound_);
    const std::shared_ptr<AudioSource> microphone_ = std::make_shared<AudioSource>(sound_);
    const std::shared_ptr<Ear> panelist_ = std::make_shared<Ear>();
    const std::shared_ptr<Ear> screen_ = std::make_shared<Ear>();
    const test::RoomEcho echo_{kWay + kRoomDelay, 0.4, 0.25};
    AudioMixer mixer_;
    ReturnFeed feed_{Size{320, 180}, Fraction{30, 1}, sound_, [](const seminar::PeerId&, bool) {
                     }};
};

}  // namespace

TEST_CASE("a panelist does not hear themselves from the room, but those who speak there") {
    constexpr std::int64_t speaksFrom = 10 * kSecond;
    constexpr std::int64_t length = 15 * kSecond;
    const Sound nobody(length);
    const Sound tokyo = Voice(120, 1).frames(length);
    Sound room = Voice(210, 2).frames(length);
    std::fill(room.begin(), room.begin() + speaksFrom, 0.0F);
    const Sound without = Venue::heardInTokyo(tokyo, room, false);
    const Sound with = Venue::heardInTokyo(tokyo, room, true);
    const Sound roomAlone = Venue::heardInTokyo(nobody, room, true);

    const auto level = [](const Sound& sound, std::int64_t from, std::int64_t to) {
        return test::levelDb(EchoBench::part(sound, from, to));
    };
    const double reduction = level(without, 4 * kSecond, speaksFrom) - level(with, 4 * kSecond, speaksFrom);
    MESSAGE("echo reduction: ", reduction, " dB");
    CHECK(reduction >= 25);

    constexpr std::int64_t to = length - kSecond / 2;
    const double echoInDoubleTalk = level(without, 4 * kSecond, speaksFrom) - level(roomAlone, speaksFrom, to);
    const double kept = level(with, speaksFrom, to) - level(roomAlone, speaksFrom, to);
    const double same = test::keptDb(EchoBench::part(with, speaksFrom, to), EchoBench::part(roomAlone, speaksFrom, to));
    MESSAGE("double talk: echo ", echoInDoubleTalk, " dB, the room's speaker ", kept, " dB, of their voice ", same,
            " dB");
    CHECK(std::abs(kept) < 4.5);
    CHECK(same > -6);
}

TEST_CASE("an echo is taken out a moment after it was found, and every sample stays at its place") {
    EchoBench bench(9);
    Sound heard = bench.echo(200 * kMillisecond);
    const Sound speaker = Voice(210, 2).frames(9 * kSecond);
    std::copy(speaker.begin() + 7 * kSecond, speaker.end(), heard.begin() + 7 * kSecond);  // only the speaker
    std::fill(bench.played.begin() + 6 * kSecond, bench.played.end(), 0.0F);
    bench.hear(heard, 9 * kSecond);
    CHECK(bench.reduction(heard, 3 * kSecond, 6 * kSecond) > 25);
    const auto from = 7 * kSecond + kSecond / 2;
    const std::int64_t to = 9 * kSecond - kSecond / 10;
    CHECK(std::abs(test::keptDb(EchoBench::part(bench.out[0], from, to), EchoBench::part(speaker, from, to))) < 0.5);
    CHECK(bench.canceller.end() == 9 * kSecond);
    const std::int64_t held = bench.canceller.end() - static_cast<std::int64_t>(bench.out[0].size());
    CHECK(held >= EchoFilter::kDelay);
    CHECK(held < EchoFilter::kDelay + kBlockFrames);
}

TEST_CASE("switched off, everything comes through at once") {
    EchoBench bench(7);
    const Sound echo = bench.echo(200 * kMillisecond);
    bench.hear(echo, 5 * kSecond);
    REQUIRE(bench.canceller.pairing());
    bench.hear(echo, 7 * kSecond, false);
    CHECK(!bench.canceller.pairing());
    CHECK(static_cast<std::int64_t>(bench.out[0].size()) == 7 * kSecond);
    CHECK(std::ranges::equal(EchoBench::part(bench.out[0], 5 * kSecond, 7 * kSecond),
                             EchoBench::part(echo, 5 * kSecond, 7 * kSecond)));
}

TEST_CASE("when the last screen leaves, the room's sound is left alone") {
    EchoBench bench(9);
    const Sound echo = bench.echo(200 * kMillisecond);
    bench.hear(echo, 5 * kSecond);
    REQUIRE(bench.canceller.pairing());
    bench.screen = false;
    bench.hear(echo, 9 * kSecond);
    CHECK(!bench.canceller.pairing());
    CHECK(static_cast<std::int64_t>(bench.out[0].size()) == 9 * kSecond);
}

TEST_CASE("a gap in the microphone's sound does not shift the pairing") {
    EchoBench bench(9);
    const Sound echo = bench.echo(300 * kMillisecond);
    bench.hear(echo, 5 * kSecond);
    const auto before = bench.canceller.pairing();
    REQUIRE(before);
    const std::int64_t after = 5 * kSecond + 12'345;
    bench.canceller.seek(after);
    bench.hear(echo, 9 * kSecond);
    CHECK(bench.canceller.pairing() == before);
    CHECK(bench.reduction(echo, after + kSecond / 2, 9 * kSecond - kSecond) > 25);
}

TEST_CASE("an echo that comes later from now on is followed") {
    EchoBench bench(15);
    Sound heard = bench.echo(200 * kMillisecond);
    const Sound later = bench.echo(450 * kMillisecond);
    std::copy(later.begin() + 7 * kSecond, later.end(), heard.begin() + 7 * kSecond);
    bench.hear(heard, 15 * kSecond);
    CHECK(bench.reduction(heard, 5 * kSecond, 7 * kSecond) > 25);
    CHECK(bench.reduction(heard, 12 * kSecond, 15 * kSecond - kSecond) > 25);
}

TEST_CASE("both channels of a stereo microphone lose their own echo") {
    EchoBench bench(8);
    const Sound left = bench.echo(200 * kMillisecond);
    const Sound right = bench.echo(207 * kMillisecond, 0.1);
    SUBCASE("from the start") {
        bench.hear(left, right, 8 * kSecond);
    }
    SUBCASE("after it had one channel only") {
        bench.hear(left, 3 * kSecond);
        bench.hear(left, right, 8 * kSecond);
    }
    CHECK(bench.reduction(left, 6 * kSecond, 8 * kSecond - kSecond, 0) > 25);
    CHECK(bench.reduction(right, 6 * kSecond, 8 * kSecond - kSecond, 1) > 25);
}

}  // namespace tsudoi::pipeline
