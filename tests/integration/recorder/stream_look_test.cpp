// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/stream_look.h"

#include "tests/support/failing_disk.h"
#include "tests/support/recorder_fixture.h"

#include <doctest/doctest.h>

#include <optional>

using namespace tsudoi;
using namespace tsudoi::test;

namespace {

Result<seminar::StreamLook> lookAt(LibraryFixture& house) {
    std::optional<Result<seminar::StreamLook>> answer;
    house.library->look(house.seminar, [&](Result<seminar::StreamLook> look) { answer = std::move(look); });
    REQUIRE(house.control.runUntil([&] { return answer.has_value(); }, LibraryFixture::kLongest));
    return *answer;
}

}  // namespace

TEST_CASE("what the audience gets is heard and seen, and what is new of it") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    CHECK(lookAt(house).error().code == ErrorCode::NotFound);
    const auto sink = house.begin();
    ClipEncoder clip(smallProgramme());
    LibraryFixture::push(*sink, clip.frames(5 * 30));
    REQUIRE(house.waitForText("small/index.m3u8", "1.m4s\n"));
    const auto first = lookAt(house);
    REQUIRE(first.has_value());
    CHECK(*first->peakDb > -16);  // 0.2 of full scale, and what encoding adds
    CHECK(*first->peakDb < -8);
    REQUIRE(first->picture.has_value());
    CHECK_FALSE(first->picture->black());
    CHECK(first->picture->brightest() - first->picture->darkest() > 50);

    clip.showNothing();
    LibraryFixture::push(*sink, clip.frames(5 * 30));
    REQUIRE(house.waitForText("small/index.m3u8", "3.m4s\n"));
    const auto second = lookAt(house);
    REQUIRE(second.has_value());
    CHECK(second->published > first->published);
    CHECK(*second->peakDb < -60);
    CHECK(second->picture->black());
    REQUIRE(house.end());
}

TEST_CASE("of a stream without pictures the sound is heard") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    auto programme = smallProgramme();
    programme.renditions.erase(programme.renditions.begin(), programme.renditions.end() - 1);
    const auto sink = house.begin(programme);
    ClipEncoder clip(programme);
    LibraryFixture::push(*sink, clip.frames(5 * 30));
    REQUIRE(house.waitForText("audio/index.m3u8", "1.m4s\n"));
    const auto look = lookAt(house);
    REQUIRE(look.has_value());
    CHECK(*look->peakDb > -20);
    CHECK_FALSE(look->picture.has_value());
    REQUIRE(house.end());
}

TEST_CASE("while the disk refuses what is new, only how far the stream is can be said") {
    const TemporaryDirectory folder;
    const auto disk = std::make_shared<FailingDisk>();
    LibraryFixture house(folder.path(), disk);
    const auto sink = house.begin();
    ClipEncoder clip(smallProgramme());
    LibraryFixture::push(*sink, clip.frames(5 * 30));
    REQUIRE(house.waitForText("small/index.m3u8", "1.m4s\n"));
    const auto before = lookAt(house);
    REQUIRE(before->picture.has_value());
    disk->mode = FailingDisk::Mode::Full;
    LibraryFixture::push(*sink, clip.frames(5 * 30));
    REQUIRE(house.waitForText("small/index.m3u8", "3.m4s\n"));
    const auto meanwhile = lookAt(house);
    REQUIRE(meanwhile.has_value());
    CHECK(meanwhile->published > before->published);
    CHECK_FALSE(meanwhile->picture.has_value());
    CHECK_FALSE(meanwhile->peakDb.has_value());
    disk->mode = FailingDisk::Mode::Works;
    REQUIRE(house.end());
}
