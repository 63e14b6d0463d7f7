// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mp4_boxes.h"
#include "tests/support/process.h"
#include "tests/support/recorder_fixture.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace tsudoi;
using namespace tsudoi::test;

namespace {

std::string probe(const std::string& what, const std::filesystem::path& file) {
    return run("ffprobe -v error " + what + " -of csv=p=0 " + file.string()).output;
}

std::string firstBoxes(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    std::string types;
    for (const auto& box : readBoxes(bytes).value_or(std::vector<Mp4Box>())) {
        types += box.type + " ";
    }
    return types;
}

}  // namespace

TEST_CASE("an export joins all runs, leaves slates out and has chapters") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    const auto mark = [&](const char* label, const std::string& after) {
        REQUIRE(house.waitForText("big/index.m3u8", after));
        house.library->mark(house.seminar, label);
    };
    const auto first = house.begin();
    ClipEncoder one(smallProgramme(), std::chrono::seconds(3));
    house.push(*first, one.frames(60, true));
    house.push(*first, one.frames(70));
    mark("はじめに", "1.m4s\n");
    house.push(*first, one.frames(30));
    REQUIRE(house.end());
    const auto second = house.begin();
    house.push(*second, ClipEncoder(smallProgramme(), std::chrono::seconds(20), "superfast").frames(120));
    mark("質疑 & 応答", "URI=\"4.2.m4s\"");
    REQUIRE(house.end());

    const auto file = folder.path() / "out.mp4";
    const auto status = house.library->exportMp4(house.seminar, file.string());
    REQUIRE_MESSAGE(status.has_value(), (status ? "" : status.error().text.en));
    CHECK(firstBoxes(file) == "ftyp moov free mdat ");
    CHECK(probe("-count_packets -select_streams v:0 -show_entries stream=nb_read_packets,width,height", file) ==
          "320,180,220\n");
    CHECK(probe("-show_entries chapter_tags=title", file) == "はじめに\n質疑 & 応答\n");
    const auto duration = std::stod(probe("-show_entries format=duration", file));
    CHECK(duration == doctest::Approx(220.0 / 30).epsilon(0.01));
    const auto decoded = run("ffmpeg -v error -i " + file.string() + " -map 0:v -map 0:a -f null -");
    CHECK(decoded.status == 0);
    CHECK(decoded.output == "");
    CHECK_FALSE(std::filesystem::exists(folder.path() / "out.mp4.part"));
}

TEST_CASE("another process exports while the server records, and disturbs nothing") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    ClipEncoder clip(smallProgramme());
    const auto sink = house.begin();
    house.push(*sink, clip.frames(130));
    REQUIRE(house.waitForText("big/index.m3u8", "1.m4s\n"));

    LibraryFixture other(folder.path());
    REQUIRE(other.library->open().has_value());
    const auto file = folder.path() / "out.mp4";
    CHECK(other.library->exportMp4(house.seminar, file.string()).has_value());
    CHECK(probe("-select_streams v:0 -count_packets -show_entries stream=nb_read_packets", file) == "120\n");

    house.push(*sink, clip.frames(60));
    REQUIRE(house.end());
    CHECK(readFragments(house.text("big/2.m4s"))->size() == 4);
}

TEST_CASE("what was never recorded cannot be exported") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    const auto status = house.library->exportMp4(SeminarId("nai"), (folder.path() / "out.mp4").string());
    REQUIRE_FALSE(status.has_value());
    CHECK(status.error().code == ErrorCode::NotFound);
}
