// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/echo_delay.h"

#include "support/echo_bench.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace tsudoi::pipeline {

namespace {

using test::EchoBench;
using test::kMillisecond;
using test::kSecond;
using test::Sound;
using test::Voice;

}  // namespace

TEST_CASE("what the room plays is found by its sample number, and what was not played is silence") {
    RoomSound room;
    CHECK(!room.playsAt(0));
    Sound frames(2 * kBlockFrames, 0.5F);
    room.play(48'000, frames);
    room.play(48'000 + 3 * kBlockFrames, frames);
    RoomSound::Mono block;
    room.read(48'000 + kBlockFrames / 2, block);
    CHECK(block.front() == 0.5F);
    CHECK(block.back() == 0.0F);
    room.read(48'000 + 2 * kBlockFrames + kBlockFrames / 2, block);
    CHECK(block.front() == 0.0F);
    CHECK(block.back() == 0.5F);
    room.read(48'000 + 4 * kBlockFrames, block);
    CHECK(*std::ranges::max_element(block) == 0.0F);
    CHECK(room.playsAt(48'000 + kSecond));
    CHECK(!room.playsAt(48'000 + kSecond + RoomSound::kGoneAfter));
}

TEST_CASE("the delay of an echo is found, from the next block to a second") {
    for (const std::int64_t milliseconds : {90, 200, 470, 1000}) {
        CAPTURE(milliseconds);
        EchoBench bench(6);
        const Sound echo = bench.echo(milliseconds * kMillisecond);
        bench.hear(echo, 6 * kSecond);
        REQUIRE(bench.canceller.pairing());
        const std::int64_t position = milliseconds * kMillisecond - *bench.canceller.pairing();
        CHECK(position >= EchoFilter::kEarliest - 5 * kMillisecond);
        CHECK(position <= EchoFilter::kLatest);
    }
}

TEST_CASE("people who are not an echo are left as they are, to the last bit") {
    EchoBench bench(10);
    const Sound speaker = Voice(210, 2).frames(10 * kSecond);
    bench.hear(speaker, 10 * kSecond);
    CHECK(!bench.canceller.pairing());
    CHECK(bench.out[0] == speaker);
    CHECK(bench.out[1] == speaker);
}

TEST_CASE("without a screen nothing is done, however much echo there is") {
    EchoBench bench(5);
    bench.screen = false;
    const Sound echo = bench.echo(200 * kMillisecond);
    bench.hear(echo, 5 * kSecond);
    CHECK(bench.out[0] == echo);
}

}  // namespace tsudoi::pipeline
