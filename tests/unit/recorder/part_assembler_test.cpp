// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/part_assembler.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::recorder;

namespace {

constexpr TrackId kVideo{TrackKind::Video, 0};
constexpr TrackId kOther{TrackKind::Video, 1};
constexpr TrackId kAudio{TrackKind::Audio, 0};
const PartGrid kGrid({30, 1});

std::shared_ptr<const TrackFormat> format(TrackKind kind, const std::string& codec) {
    auto made = std::make_shared<TrackFormat>();
    made->kind = kind;
    made->codec = codec;
    return made;
}
const auto kH264 = format(TrackKind::Video, "avc1.4D4028");
const auto kAac = format(TrackKind::Audio, "mp4a.40.2");

EncodedPacket frame(TrackId track, int number, std::shared_ptr<const TrackFormat> as = kH264, bool slate = false) {
    EncodedPacket packet;
    packet.track = track;
    packet.format = std::move(as);
    packet.pts = packet.dts = number * kGrid.frame();
    packet.duration = kGrid.frame();
    packet.keyframe = number % 60 == 0;
    packet.slate = slate;
    return packet;
}
/// Sound as long as \p number frames, in packets of one frame's length.
EncodedPacket sound(int number) {
    auto packet = frame(kAudio, number, kAac);
    packet.keyframe = true;
    return packet;
}

void push(PartAssembler& assembler, int from, int to, bool withOther = true, bool withSound = true) {
    for (int number = from; number < to; ++number) {
        assembler.push(frame(kVideo, number));
        if (withOther) {
            assembler.push(frame(kOther, number));
        }
        if (withSound) {
            assembler.push(sound(number));
        }
    }
}

std::vector<AssembledPart> parts(PartAssembler& assembler) {
    std::vector<AssembledPart> all;
    while (auto part = assembler.next()) {
        all.push_back(std::move(*part));
    }
    return all;
}

}  // namespace

TEST_CASE("the run begins at the first keyframe that all pictures have; sound before it is left out") {
    PartAssembler assembler({kVideo, kOther, kAudio}, kGrid);
    assembler.push(sound(-2));
    assembler.push(sound(-1));
    push(assembler, 0, 1, false);
    CHECK_FALSE(assembler.origin().has_value());
    assembler.push(frame(kOther, 0));
    CHECK(assembler.origin() == MediaTime(0));
    push(assembler, 1, 15);
    const auto made = parts(assembler);
    REQUIRE(made.size() == 1);
    CHECK(made[0].segmentStart);
    CHECK(made[0].tracks[0].packets.size() == 15);
    CHECK(made[0].tracks[2].packets.size() == 15);
    CHECK(made[0].tracks[2].packets[0].pts == MediaTime(0));
}

TEST_CASE("a part waits for the slowest track") {
    PartAssembler assembler({kVideo, kOther, kAudio}, kGrid);
    push(assembler, 0, 14);
    assembler.push(frame(kVideo, 14));
    assembler.push(sound(14));
    CHECK(parts(assembler).empty());
    assembler.push(frame(kOther, 14));
    CHECK(parts(assembler).size() == 1);
}

TEST_CASE("sound that stays away is waited for only a little, and comes late into the next part") {
    PartAssembler assembler({kVideo, kAudio}, kGrid);
    push(assembler, 0, 10, false);
    push(assembler, 10, 15 + 9, false, false);
    CHECK(parts(assembler).empty());
    push(assembler, 24, 26, false, false);
    auto made = parts(assembler);
    REQUIRE(made.size() == 1);
    CHECK(made[0].tracks[1].packets.size() == 10);
    for (int number = 10; number < 30; ++number) {
        assembler.push(sound(number));
    }
    push(assembler, 26, 30, false, false);
    made = parts(assembler);
    REQUIRE(made.size() == 1);
    CHECK(made[0].tracks[1].packets.size() == 20);
}

TEST_CASE("pictures that stayed away come back with their next keyframe") {
    PartAssembler assembler({kVideo, kOther, kAudio}, kGrid);
    push(assembler, 0, 30);
    push(assembler, 30, 200, false);
    auto made = parts(assembler);
    REQUIRE(made.size() >= 6);
    CHECK(made[2].tracks[1].packets.empty());
    const auto already = static_cast<int>(made.size());
    for (int number = 50; number < 200; ++number) {
        assembler.push(frame(kOther, number));  // late, and no keyframe before 60
    }
    push(assembler, 200, 240);
    made = parts(assembler);
    REQUIRE(made.size() + static_cast<std::size_t>(already) == 16);
    for (const auto& part : made) {
        if (!part.tracks[1].packets.empty()) {
            CHECK(part.tracks[1].packets.front().keyframe);
            break;
        }
    }
    CHECK(assembler.dropped() > 0);
}

TEST_CASE("another encoder's format starts a segment; until then its packets are held out") {
    PartAssembler assembler({kVideo, kAudio}, kGrid);
    const auto other = format(TrackKind::Video, "avc1.640028");
    push(assembler, 0, 33, false);
    for (int number = 33; number < 63; ++number) {
        auto packet = frame(kVideo, number, other);
        packet.keyframe = number == 40;
        assembler.push(std::move(packet));
        assembler.push(sound(number));
    }
    const auto made = parts(assembler);
    REQUIRE(made.size() == 4);
    CHECK(made[2].segmentEnd);
    CHECK(made[2].tracks[0].format == kH264);
    CHECK(made[2].tracks[0].packets.size() == 3);
    CHECK(made[3].segmentStart);
    CHECK(made[3].tracks[0].format == other);
    CHECK(made[3].start == 40 * kGrid.frame());
}

TEST_CASE("a part is slate only when every picture in it is") {
    PartAssembler assembler({kVideo, kAudio}, kGrid);
    for (int number = 0; number < 45; ++number) {
        assembler.push(frame(kVideo, number, kH264, number < 20));
        assembler.push(sound(number));
    }
    const auto made = parts(assembler);
    REQUIRE(made.size() == 3);
    CHECK(made[0].slate);
    CHECK_FALSE(made[1].slate);
    CHECK_FALSE(made[2].slate);
}

TEST_CASE("at the end what is left becomes a short part") {
    PartAssembler assembler({kVideo, kOther, kAudio}, kGrid);
    push(assembler, 0, 20);
    assembler.push(frame(kVideo, 20));
    assembler.finish();
    const auto made = parts(assembler);
    REQUIRE(made.size() == 2);
    CHECK(made[1].segmentEnd);
    CHECK(made[1].end == 21 * kGrid.frame());
    CHECK(made[1].tracks[0].packets.size() == 6);
    CHECK(made[1].tracks[1].packets.size() == 5);
}

TEST_CASE("an end before anything began makes nothing") {
    PartAssembler assembler({kVideo, kAudio}, kGrid);
    assembler.push(sound(0));
    assembler.finish();
    CHECK(parts(assembler).empty());
}
