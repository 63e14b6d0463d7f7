// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/failing_disk.h"

#include "tests/support/hls_check.h"
#include "tests/support/mp4_boxes.h"
#include "tests/support/recorder_fixture.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::test;
using seminar::DiskState;

namespace {

/// What viewers got of every segment so far.
std::vector<std::string> segments(const LibraryFixture& house, int count) {
    std::vector<std::string> bodies;
    for (int msn = 0; msn < count; ++msn) {
        bodies.push_back(house.text("big/" + std::to_string(msn) + ".m4s"));
    }
    return bodies;
}

void recordOver(FailingDisk::Mode failure, DiskState expected) {
    const TemporaryDirectory folder;
    const auto disk = std::make_shared<FailingDisk>();
    LibraryFixture house(folder.path(), disk);
    ClipEncoder clip(smallProgramme(), std::chrono::seconds(1));
    const auto sink = house.begin();
    house.push(*sink, clip.frames(80));
    REQUIRE(house.waitForText("big/index.m3u8", "0.m4s\n"));

    disk->mode = failure;
    house.push(*sink, clip.frames(400));
    REQUIRE(house.waitForText("big/index.m3u8", "6.m4s\n"));
    REQUIRE(house.control.runUntil([&] { return house.events.last.disk == expected; }));
    const auto live = segments(house, 7);
    for (const auto& body : live) {
        CHECK(readFragments(body).has_value());
        CHECK(readFragments(body)->size() == 4);
    }

    disk->mode = FailingDisk::Mode::Works;
    REQUIRE(house.control.runUntil([&] { return house.events.last.disk == DiskState::Ok; }));
    house.push(*sink, clip.frames(60));
    REQUIRE(house.end());
    house.library->close();

    LibraryFixture again(folder.path());
    const auto infos = again.library->open().value();
    REQUIRE(infos.size() == 1);
    CHECK(infos[0].ended);
    CHECK(infos[0].duration == std::chrono::seconds(18));
    CHECK(segments(again, 7) == live);
    CHECK(again.text("big/index.m3u8") == house.text("big/index.m3u8"));
}

}  // namespace

TEST_CASE("a disk that is full for a while interrupts nobody, and nothing is missing afterwards") {
    recordOver(FailingDisk::Mode::Full, DiskState::Full);
}

TEST_CASE("a disk that is read-only for a while interrupts nobody, and nothing is missing afterwards") {
    recordOver(FailingDisk::Mode::ReadOnly, DiskState::WriteError);
}

TEST_CASE("a disk that refuses from the very first part still lets people watch") {
    const TemporaryDirectory folder;
    const auto disk = std::make_shared<FailingDisk>();
    LibraryFixture house(folder.path(), disk);
    disk->mode = FailingDisk::Mode::ReadOnly;
    const auto sink = house.begin();
    house.push(*sink, ClipEncoder(smallProgramme()).frames(100));
    REQUIRE(house.waitForText("big/index.m3u8", "URI=\"1.2.m4s\""));
    CHECK(house.text("big/init.mp4").size() > 100);
    CHECK(readFragments(house.text("big/0.m4s"))->size() == 4);
    REQUIRE(house.end());
    REQUIRE(house.control.runUntil([&] { return house.events.last.disk == DiskState::WriteError; }));
    disk->mode = FailingDisk::Mode::Works;
    REQUIRE(house.control.runUntil([&] { return house.events.last.disk == DiskState::Ok; }));
    LibraryFixture again(folder.path());
    const auto infos = again.library->open().value();
    REQUIRE(infos.size() == 1);
    CHECK(infos[0].ended);
}

TEST_CASE("before anything is recorded the library says how long the disk would last") {
    const TemporaryDirectory folder;
    const auto disk = std::make_shared<FailingDisk>();
    constexpr std::uint64_t kMinimumFree = 10'000'000'000;
    LibraryFixture house(folder.path(), disk, kMinimumFree);
    seminar::ProgrammeSpec spec;
    spec.renditions.push_back({RenditionName("one"), Size{320, 180}, 700'000, 100'000, {}, {}});
    disk->free = kMinimumFree + 3600 * 100'000ULL;
    const seminar::RecordingStatus hour = house.library->room(spec);
    CHECK(hour.freeTime == std::chrono::hours(1));
    CHECK(hour.disk == DiskState::Ok);
    CHECK_FALSE(hour.active);
    disk->free = kMinimumFree + 60 * 100'000ULL;
    CHECK(house.library->room(spec).disk == DiskState::Low);
    disk->free = 0;
    CHECK(house.library->room(spec).freeTime == std::chrono::seconds(0));
}

TEST_CASE("below the minimum of free space nothing new starts, but a running seminar continues") {
    const TemporaryDirectory folder;
    const auto disk = std::make_shared<FailingDisk>();
    LibraryFixture house(folder.path(), disk, 10'000'000'000);
    house.push(*house.begin(), ClipEncoder(smallProgramme()).frames(60));
    REQUIRE(house.end());

    disk->free = 9'000'000'000;
    CHECK(house.library->begin({house.seminar, smallProgramme(), {}}).has_value());
    const auto refused = house.library->begin({SeminarId("betsu"), smallProgramme(), {}});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::Unavailable);
    CHECK_FALSE(refused.error().text.ja.empty());
    CHECK(house.control.runUntil([&] { return house.events.last.disk == DiskState::Low; }));
}
