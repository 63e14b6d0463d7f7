// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/programme_time.h"
#include "programme_bench.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>

namespace tsudoi::pipeline::test {

namespace {

constexpr Fraction kRate{30, 1};
constexpr std::int64_t kGop = 60;

std::int64_t numberOf(const EncodedPacket& packet) {
    return frameAt(packet.pts, kRate);
}

std::vector<std::int64_t> numbersOf(const Packets& packets) {
    std::vector<std::int64_t> numbers;
    std::ranges::transform(packets, std::back_inserter(numbers), numberOf);
    return numbers;
}

std::vector<std::int64_t> keyframesOf(const Packets& packets) {
    std::vector<std::int64_t> numbers;
    for (const EncodedPacket& packet : packets) {
        if (packet.keyframe) {
            numbers.push_back(numberOf(packet));
        }
    }
    return numbers;
}

}  // namespace

TEST_CASE("a test input becomes packets of every track") {
    ProgrammeBench bench;
    REQUIRE(bench.addLive(testInput("camera")));
    bench.engine->showProgramme(fullScene("camera"), {});
    REQUIRE(bench.encode());
    REQUIRE(bench.until([&] { return bench.packets->count(kVideo) >= 45; }));
    REQUIRE(bench.finishEncoding());

    const Packets video = bench.packets->of(kVideo);
    CHECK(video.front().keyframe);
    CHECK(video.front().format->codec.starts_with("avc1."));
    CHECK(video.front().format->size == kSmallCanvas);
    for (const EncodedPacket& packet : video) {
        CHECK(packet.pts == frameTime(numberOf(packet), kRate));
        CHECK(packet.pts == packet.dts);
        CHECK(packet.data.size() > 4);
        CHECK_FALSE(packet.slate);
    }
    for (const TrackId track : {kAudio, TrackId{TrackKind::Audio, 1}}) {
        const Packets sound = bench.packets->of(track);
        REQUIRE(sound.size() > 50);
        CHECK(sound.front().format->codec == "mp4a.40.2");
        CHECK(sound.front().format->codecData.size() >= 2);
        CHECK(sound.front().pts <= video.front().pts);
        for (std::size_t i = 1; i < sound.size(); ++i) {
            CHECK(samplesAt(sound[i].pts - sound[i - 1].pts + MediaTime(1000)) == 1024);
        }
    }
}

TEST_CASE("keyframes of all renditions stand on the same frames, two seconds apart") {
    ProgrammeBench bench(ladderProgramme());
    REQUIRE(bench.addLive(testInput("camera")));
    bench.engine->showProgramme(fullScene("camera"), {});
    REQUIRE(bench.encode());
    REQUIRE(bench.until([&] { return bench.packets->count(kVideo) >= 2 * kGop + 5; }));
    REQUIRE(bench.finishEncoding());

    const auto large = keyframesOf(bench.packets->of(kVideo));
    const auto small = keyframesOf(bench.packets->of(kSecondVideo));
    REQUIRE(large.size() >= 3);
    CHECK(large == small);
    // On a machine that is too busy the frame of a keyframe may be missing: then it is the next one that is there.
    const std::vector<std::int64_t> there = numbersOf(bench.packets->of(kVideo));
    for (std::size_t i = 1; i < large.size(); ++i) {
        const std::int64_t due = large[0] + static_cast<std::int64_t>(i) * kGop;
        CHECK(large[i] == *std::ranges::lower_bound(there, due));
    }
}

}  // namespace tsudoi::pipeline::test
