// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mp4_boxes.h"
#include "tests/support/process.h"
#include "tests/support/recorder_fixture.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace tsudoi;
using namespace tsudoi::test;

namespace {

std::string fileText(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

void recordSeconds(LibraryFixture& house, ClipEncoder& clip, int seconds) {
    const auto sink = house.begin();
    house.push(*sink, clip.frames(30 * seconds));
}

}  // namespace

TEST_CASE("a rendition's file is its init segment and its segments in a row, and any player can read it") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    ClipEncoder clip(smallProgramme(), std::chrono::seconds(3));
    recordSeconds(house, clip, 5);
    REQUIRE(house.end());

    for (const std::string name : {"big", "small", "audio"}) {
        CAPTURE(name);
        const auto path = folder.path() / "kouen" / (name + ".1.mp4");
        const auto file = fileText(path);
        CHECK(file == house.text(name + "/init.mp4") + house.text(name + "/0.m4s") + house.text(name + "/1.m4s") +
                          house.text(name + "/2.m4s"));
        const auto fragments = readFragments(file);
        REQUIRE(fragments.has_value());
        CHECK(fragments->size() == 10);
        CHECK(checkContinuous(*fragments) == "");
        for (const auto& [track, run] : fragments->front().tracks) {
            CHECK(run.start <= 1024);
        }
    }
    const auto probe =
        run("ffprobe -v error -count_packets -show_entries stream=codec_type,nb_read_packets,start_time "
            "-of csv=p=0 " +
            (folder.path() / "kouen/big.1.mp4").string());
    CHECK(probe.output.find("video,0.000000,150") != std::string::npos);
    CHECK(probe.status == 0);
}

TEST_CASE("recording goes on in the same files after a stop, without a seam") {
    const TemporaryDirectory folder;
    {
        LibraryFixture house(folder.path());
        ClipEncoder clip(smallProgramme(), std::chrono::seconds(3));
        recordSeconds(house, clip, 3);
    }
    LibraryFixture house(folder.path());
    const auto infos = house.library->open().value();
    REQUIRE(infos.size() == 1);
    CHECK(infos[0].seminar == house.seminar);
    CHECK_FALSE(infos[0].ended);
    CHECK(infos[0].duration == std::chrono::seconds(3));

    ClipEncoder clip(smallProgramme(), std::chrono::seconds(1));
    const auto sink = house.begin(smallProgramme(), WallTime(std::chrono::hours(500'000)) + std::chrono::seconds(10));
    house.push(*sink, clip.frames(30 * 3));
    REQUIRE(house.end());

    const auto playlist = house.text("big/index.m3u8");
    CHECK(playlist.find("#EXT-X-DISCONTINUITY\n") == std::string::npos);
    CHECK(playlist.find("1.m4s\n#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:11.000Z") != std::string::npos);
    for (const std::string name : {"big", "small", "audio"}) {
        CAPTURE(name);
        const auto fragments = readFragments(fileText(folder.path() / "kouen" / (name + ".1.mp4")));
        REQUIRE(fragments.has_value());
        CHECK(checkContinuous(*fragments, 2 * 1024) == "");
        for (std::size_t i = 0; i < fragments->size(); ++i) {
            CHECK(fragments->at(i).sequence == i + 1);
        }
    }
}

TEST_CASE("another encoder's init segment begins another file after a discontinuity in all renditions") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    const auto sink = house.begin();
    ClipEncoder first(smallProgramme(), std::chrono::seconds(3));
    house.push(*sink, first.frames(60));
    ClipEncoder second(smallProgramme(), std::chrono::seconds(5), "superfast");
    auto packets = second.frames(60);
    // Only the big rendition's encoder was replaced.
    ClipEncoder same(smallProgramme(), std::chrono::seconds(5));
    std::erase_if(packets, [](const EncodedPacket& p) { return p.track != TrackId{TrackKind::Video, 0}; });
    auto others = same.frames(60);
    std::erase_if(others, [](const EncodedPacket& p) { return p.track == TrackId{TrackKind::Video, 0}; });
    for (auto& packet : others) {
        packets.push_back(std::move(packet));
    }
    std::ranges::stable_sort(packets, {}, &EncodedPacket::pts);
    house.push(*sink, std::move(packets));
    REQUIRE(house.end());

    CHECK(house.text("big/index.m3u8")
              .find("#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"init2.mp4\"\n#EXTINF:2.00000,\n1.m4s") !=
          std::string::npos);
    CHECK(house.text("small/index.m3u8").find("#EXT-X-DISCONTINUITY\n#EXTINF:2.00000,\n1.m4s") != std::string::npos);
    CHECK(house.text("big/init2.mp4") != house.text("big/init.mp4"));
    CHECK(house.text("big/init2.mp4").substr(4, 4) == "ftyp");
    const auto old = readFragments(house.text("big/0.m4s"));
    const auto fresh = readFragments(house.text("big/1.m4s"));
    CHECK(fresh->front().tracks.at(1).start == old->back().tracks.at(1).start + old->back().tracks.at(1).duration);
}
