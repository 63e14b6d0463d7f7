// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mp4_boxes.h"
#include "tests/support/recorder_fixture.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::test;

TEST_CASE("a rendition whose encoder is away for a while keeps its sound and its place in time") {
    const TemporaryDirectory folder;
    LibraryFixture house(folder.path());
    ClipEncoder clip(smallProgramme(), std::chrono::seconds(3));
    const auto sink = house.begin();
    for (int frame = 0; frame < 300; ++frame) {
        auto packets = clip.frame();
        if (frame >= 95 && frame < 180) {
            std::erase_if(packets, [](auto& p) { return p.track == TrackId{TrackKind::Video, 1}; });
        }
        house.push(*sink, std::move(packets));
    }
    REQUIRE(house.end());

    const auto fragments =
        readFragments(house.text("small/1.m4s") + house.text("small/2.m4s") + house.text("small/3.m4s"));
    REQUIRE(fragments.has_value());
    REQUIRE(fragments->size() == 12);
    CHECK(fragments->at(2).tracks.contains(1));
    CHECK_FALSE(fragments->at(4).tracks.contains(1));
    CHECK(fragments->at(4).tracks.contains(2));
    CHECK(fragments->at(8).tracks.at(1).start == 6 * 90000);
    CHECK(fragments->at(8).tracks.at(1).firstIsSync);
    CHECK(readFragments(house.text("big/2.m4s"))->front().tracks.at(1).start == 4 * 90000);
}
