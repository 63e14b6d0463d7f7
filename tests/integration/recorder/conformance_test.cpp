// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shelf_fetch.h"

#include <doctest/doctest.h>

#include <thread>

using namespace tsudoi;
using namespace tsudoi::test;

namespace {

std::string inLines(const std::vector<std::string>& problems) {
    std::string text;
    for (const auto& problem : problems) {
        text += problem + "\n";
    }
    return text;
}

/// Records \p seconds while two strict players watch.
void watch(Fraction rate, int seconds) {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    const auto programme = smallProgramme(rate);
    ClipEncoder clip(programme, std::chrono::seconds(7));
    const auto sink = house.begin(programme);
    const int perSecond = rate.numerator / rate.denominator;
    house.push(*sink, clip.frames(3 * perSecond));
    REQUIRE(house.waitForText("big/index.m3u8", "0.m4s"));

    const auto fetch = [&](const std::string& path) {
        return fetchFromShelf(*house.library, house.seminar, path);
    };
    hls::StreamChecker pictures(fetch, "index.m3u8", false);
    hls::StreamChecker sound(fetch, "audio.m3u8", true);
    std::vector<std::string> problems;
    std::vector<std::string> soundProblems;
    std::thread first([&] { problems = pictures.run(std::chrono::minutes(2)); });
    std::thread second([&] { soundProblems = sound.run(std::chrono::minutes(2)); });
    // The players keep up: nobody gets further than a few parts ahead of them.
    constexpr std::size_t kAhead = 6;
    for (std::size_t part = 1; part <= 2 * static_cast<std::size_t>(seconds); ++part) {
        house.push(*sink, clip.frames(perSecond / 2 + static_cast<int>(part % 2) * (perSecond % 2)));
        REQUIRE(house.control.runUntil(
            [&] { return pictures.partsSeen() / 2 + kAhead >= part && sound.partsSeen() + kAhead >= part; }));
    }
    REQUIRE(house.end());
    first.join();
    second.join();
    CHECK(inLines(problems) == "");
    CHECK(inLines(soundProblems) == "");
    CHECK(pictures.partsSeen() > 3 * static_cast<std::size_t>(seconds));
    CHECK(sound.partsSeen() > static_cast<std::size_t>(seconds));
}

}  // namespace

TEST_CASE("a stream keeps every rule from beginning to end") {
    watch({30, 1}, 24);
}

TEST_CASE("parts of 25 frames a second keep every rule") {
    watch({25, 1}, 8);
}

TEST_CASE("30000/1001 frames a second keep every rule") {
    watch({30000, 1001}, 8);
}
