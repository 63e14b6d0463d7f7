// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/hls_check.h"
#include "tests/support/recorder_fixture.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::test;
using seminar::CacheRule;
using seminar::MediaReply;

namespace {
constexpr MediaTime kStart = std::chrono::seconds(5);

bool has(const std::string& text, const std::string& piece) {
    return text.find(piece) != std::string::npos;
}
}  // namespace

TEST_CASE("what is pushed can be fetched while live and after the end") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    CHECK(house.read("index.m3u8").kind == MediaReply::Kind::NotFound);
    ClipEncoder clip(smallProgramme(), kStart);
    const auto sink = house.begin();
    CHECK(house.read("index.m3u8").kind == MediaReply::Kind::Wait);
    CHECK(house.read("big/index.m3u8").kind == MediaReply::Kind::Wait);
    house.push(*sink, clip.frames(100));

    REQUIRE(house.waitForText("big/index.m3u8", "HINT:TYPE=PART,URI=\"1.2.m4s\""));
    CHECK(hls::checkMaster(house.text("index.m3u8"), false).empty());
    CHECK(hls::checkMaster(house.text("audio.m3u8"), true).empty());
    CHECK(has(house.text("big/index.m3u8"), "#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:05.000Z"));
    CHECK(house.text("big/0.m4s") == house.text("big/0.0.m4s") + house.text("big/0.1.m4s") + house.text("big/0.2.m4s") +
                                         house.text("big/0.3.m4s"));
    CHECK(house.read("big/1.2.m4s").kind == MediaReply::Kind::Wait);
    CHECK(house.read("big/1.3.m4s").kind == MediaReply::Kind::NotFound);
    CHECK(house.read("big/1.m4s").kind == MediaReply::Kind::NotFound);
    CHECK(house.read("big/0.m4s").body.cache == CacheRule::Immutable);
    CHECK(house.read("big/index.m3u8").body.cache == CacheRule::Live);
    CHECK(house.read("big/index.m3u8").body.gzip.size() > 0);

    REQUIRE(house.end());
    CHECK(house.read("big/index.m3u8").body.cache == CacheRule::Replay);
    CHECK(has(house.text("big/index.m3u8"), "#EXTINF:1.33333,\n1.m4s\n#EXT-X-ENDLIST\n"));
    CHECK(hls::checkPlaylist(hls::parsePlaylist(house.text("audio/index.m3u8"))).empty());
    CHECK(house.events.started == 1);
    CHECK(house.read("big/1.3.m4s").kind == MediaReply::Kind::NotFound);
}

TEST_CASE("the end can be taken back and the stream goes on") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    hls::PlaylistChecker player;
    const auto first = house.begin();
    house.push(*first, ClipEncoder(smallProgramme(), kStart).frames(75));
    REQUIRE(house.end());
    CHECK(player.next(house.text("big/index.m3u8")).empty());

    const auto second = house.begin();
    house.push(*first, ClipEncoder(smallProgramme(), kStart * 2).frames(60));  // late packets of the old run
    house.push(*second, ClipEncoder(smallProgramme(), kStart * 3).frames(70));
    REQUIRE(house.waitForText("big/index.m3u8", "2.m4s\n"));
    CHECK_FALSE(has(house.text("big/index.m3u8"), "ENDLIST"));
    CHECK(player.next(house.text("big/index.m3u8")) == std::vector<std::string>{});
    REQUIRE(house.end());
    CHECK(player.next(house.text("big/index.m3u8")) == std::vector<std::string>{});
    CHECK(has(house.text("big/index.m3u8"), "1.m4s\n#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:15.000Z\n#EXTINF:2"));
    CHECK(house.events.started == 2);
}

TEST_CASE("the replay leaves slates out, a player that was there keeps the whole list") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    ClipEncoder clip(smallProgramme(), kStart);
    const auto sink = house.begin();
    house.push(*sink, clip.frames(70, true));  // segment 0, and a little of 1
    house.push(*sink, clip.frames(50));        // the rest of 1
    house.push(*sink, clip.frames(60, true));  // 2
    house.push(*sink, clip.frames(60));        // 3
    house.library->mark(house.seminar, "質疑");
    REQUIRE(house.end());

    for (const std::string name : {"big", "audio"}) {
        CAPTURE(name);
        CHECK(has(house.text(name + "/index.m3u8"), "\n0.m4s\n"));
        const auto replay = house.text(name + "/replay.m3u8");
        CHECK_FALSE(has(replay, "\n0.m4s\n"));
        CHECK_FALSE(has(replay, "\n2.m4s\n"));
        CHECK(has(replay, "1.m4s\n#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:11.0"));
        CHECK(hls::checkPlaylist(hls::parsePlaylist(replay)) == std::vector<std::string>{});
    }
    CHECK(has(house.text("index.m3u8"), "\nbig/replay.m3u8\n"));
    CHECK(has(house.text("audio.m3u8"), "\naudio/replay.m3u8\n"));

    LibraryFixture again(folder.path());
    REQUIRE(again.library->open().has_value());
    CHECK(again.text("big/replay.m3u8") == house.text("big/replay.m3u8"));
    CHECK(again.text("big/index.m3u8") == house.text("big/index.m3u8"));
    CHECK(again.text("chapters.vtt") == house.text("chapters.vtt"));
    CHECK(again.text("index.m3u8") == house.text("index.m3u8"));
}

TEST_CASE("the poster is a picture of the room, never the slate, and outlives a restart") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    ClipEncoder clip(smallProgramme(), kStart);
    const auto sink = house.begin();
    house.push(*sink, clip.frames(60, true));
    REQUIRE(house.waitForText("big/index.m3u8", "0.3.m4s"));
    CHECK(house.read("poster.jpg").kind == MediaReply::Kind::NotFound);
    house.push(*sink, clip.frames(70));
    REQUIRE(house.waitForText("big/index.m3u8", "1.m4s\n"));
    const auto poster = house.text("poster.jpg");
    REQUIRE(poster.size() > 200);
    CHECK(poster.starts_with("\xFF\xD8\xFF"));
    CHECK(poster.ends_with("\xFF\xD9"));
    CHECK(house.read("poster.jpg").body.contentType == "image/jpeg");
    REQUIRE(house.end());
    CHECK(house.text("poster.jpg") == poster);

    LibraryFixture again(folder.path());
    REQUIRE(again.library->open().has_value());
    CHECK(again.text("poster.jpg") == poster);
}

TEST_CASE("older parts come from the file, byte for byte what they were in memory") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    ClipEncoder clip(smallProgramme(), kStart);
    const auto sink = house.begin();
    house.push(*sink, clip.frames(75));
    REQUIRE(house.waitForText("big/index.m3u8", "0.m4s\n"));
    const auto part = house.text("big/0.2.m4s");
    const auto segment = house.text("big/0.m4s");
    CHECK(std::holds_alternative<SharedBytes>(house.read("big/0.2.m4s").body.body));
    house.push(*sink, clip.frames(20 * 30));
    REQUIRE(house.waitForText("big/index.m3u8", "10.m4s\n"));
    CHECK(std::holds_alternative<seminar::FileRange>(house.read("big/0.2.m4s").body.body));
    CHECK(house.text("big/0.2.m4s") == part);
    CHECK(house.text("big/0.m4s") == segment);
}

TEST_CASE("a forgotten recording is gone, files and all") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    const auto sink = house.begin();
    house.push(*sink, ClipEncoder(smallProgramme(), kStart).frames(70));
    REQUIRE(house.end());
    house.library->forget(house.seminar);
    CHECK(house.read("index.m3u8").kind == MediaReply::Kind::Gone);
    CHECK(house.read("big/0.m4s").kind == MediaReply::Kind::Gone);
    CHECK(house.control.runUntil([&] { return !std::filesystem::exists(folder.path() / "kouen"); }));
    CHECK_FALSE(house.library->begin({house.seminar, smallProgramme(), {}}).has_value());
}

TEST_CASE("a ladder that was changed in the settings cannot continue an old recording") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    const auto sink = house.begin();
    house.push(*sink, ClipEncoder(smallProgramme(), kStart).frames(70));
    REQUIRE(house.end());
    auto other = smallProgramme();
    other.renditions[1].size = Size{176, 144};
    const auto refused = house.library->begin({house.seminar, other, {}});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::WrongState);
}
