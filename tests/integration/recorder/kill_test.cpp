// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/hls_check.h"
#include "tests/support/mp4_boxes.h"
#include "tests/support/process.h"
#include "tests/support/recorder_fixture.h"

#include <doctest/doctest.h>

#include <csignal>
#include <fstream>

using namespace tsudoi;
using namespace tsudoi::test;

namespace {

/// In a child process: records until it is killed; writes the number of every published part to a pipe.
[[noreturn]] void recordForEver(const std::filesystem::path& folder, int pipe) {
    LibraryFixture house(folder);
    std::atomic<int> published = 0;
    house.library->onPublished([&] {
        const int now = ++published;
        (void)!::write(pipe, &now, sizeof now);
    });
    ClipEncoder clip(smallProgramme(), std::chrono::seconds(5));
    const auto sink = house.begin();
    while (true) {
        house.push(*sink, clip.frame());
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
    }
}

/// \return how many views the child had published for certain when it was killed
int recordAndKill(const std::filesystem::path& folder, int after) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const auto child = ::fork();
    if (child == 0) {
        recordForEver(folder, ends[1]);
    }
    ::close(ends[1]);
    int published = 0;
    while (published < after && ::read(ends[0], &published, sizeof published) == sizeof published) {
    }
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    int more = 0;
    while (::read(ends[0], &more, sizeof more) == sizeof more) {
        published = more;
    }
    ::close(ends[0]);
    return published;
}

}  // namespace

TEST_CASE("after kill -9 every published part is there, and the same playlist goes on") {
    const TemporaryDirectory folder;
    // The first view shows the begin, every other one a part.
    const int parts = recordAndKill(folder.path(), 11) - 1;

    LibraryFixture house(folder.path());
    const auto infos = house.library->open().value();
    REQUIRE(infos.size() == 1);
    CHECK_FALSE(infos[0].ended);
    const auto found = std::chrono::round<std::chrono::milliseconds>(infos[0].duration).count() / 500;
    CHECK(found >= parts);
    CHECK(found <= parts + 1);

    hls::PlaylistChecker player;
    CHECK(player.next(house.text("big/index.m3u8")) == std::vector<std::string>{});
    ClipEncoder clip(smallProgramme(), std::chrono::seconds(1));
    const auto sink = house.begin(smallProgramme(), WallTime(std::chrono::hours(500'000)) + std::chrono::seconds(30));
    house.push(*sink, clip.frames(100));
    REQUIRE(house.end());
    CHECK(player.next(house.text("big/index.m3u8")) == std::vector<std::string>{});

    const auto file = folder.path() / "kouen/big.1.mp4";
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    const auto fragments = readFragments(bytes);
    REQUIRE(fragments.has_value());
    CHECK(checkContinuous(*fragments, 2 * 1024) == "");
    const auto probe = run("ffmpeg -v error -i " + file.string() + " -f null -");
    CHECK(probe.status == 0);
    CHECK(probe.output == "");
}

TEST_CASE("a wall clock that was set back between two runs does not turn the playlist's dates back") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    const auto epoch = WallTime(std::chrono::hours(500'000));
    house.push(*house.begin(smallProgramme(), epoch), ClipEncoder(smallProgramme()).frames(60));
    REQUIRE(house.end());
    house.push(*house.begin(smallProgramme(), epoch - std::chrono::hours(1)), ClipEncoder(smallProgramme()).frames(60));
    REQUIRE(house.end());
    CHECK(house.text("big/index.m3u8").find("PROGRAM-DATE-TIME:2027-01-15T08:00:02.000Z") != std::string::npos);
}

TEST_CASE("a recording that cannot be read is never written over, but goes with the seminar") {
    const TemporaryDirectory folder;
    {
        LibraryFixture house(folder.path());
        house.push(*house.begin(), ClipEncoder(smallProgramme()).frames(70));
        REQUIRE(house.end());
    }
    std::filesystem::resize_file(folder.path() / "kouen/recording.index", 7);
    LibraryFixture house(folder.path());
    CHECK(house.library->open().value().empty());
    house.push(*house.begin(), ClipEncoder(smallProgramme()).frames(70));
    REQUIRE(house.end());
    CHECK(std::filesystem::file_size(folder.path() / "kouen.unreadable1/big.1.mp4") > 1000);
    house.library->forget(house.seminar);
    CHECK(house.control.runUntil([&] { return std::filesystem::is_empty(folder.path()); }));
}
