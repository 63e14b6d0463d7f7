// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/programme.h"
#include "seminar/scene.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::seminar;

namespace {

constexpr Size kFullHd{1920, 1080};

Rect boxOf(const std::vector<Box>& boxes, const std::string& slot) {
    for (const Box& box : boxes) {
        if (box.slot == slot) {
            return box.rect;
        }
    }
    FAIL("no box for slot " << slot);
    return {};
}

Scene panelOf(int tiles) {
    Scene scene{LayoutKind::Panel, {}};
    for (int i = 1; i <= tiles; ++i) {
        scene.slots[std::to_string(i)] = InputId("input-" + std::to_string(i));
    }
    return scene;
}

}  // namespace

TEST_CASE("full gives the whole canvas to one input") {
    const auto boxes = boxesOf({LayoutKind::Full, {}}, kFullHd);
    REQUIRE(boxes.size() == 1);
    CHECK(boxes[0] == Box{"main", {0, 0, 1920, 1080}, Fit::Contain});
}

TEST_CASE("lecturer-slides has large slides on the left and the lecturer beside them") {
    const auto boxes = boxesOf({LayoutKind::LecturerSlides, {}}, kFullHd);
    CHECK(boxOf(boxes, "slides") == Rect{0, 180, 1280, 720});
    CHECK(boxOf(boxes, "lecturer") == Rect{1280, 360, 640, 360});
}

TEST_CASE("slides-lecturer-corner puts the lecturer above the slides, lower right") {
    const auto boxes = boxesOf({LayoutKind::SlidesLecturerCorner, {}}, kFullHd);
    REQUIRE(boxes.size() == 2);
    CHECK(boxes[0].slot == "slides");
    CHECK(boxes[0].rect == Rect{0, 0, 1920, 1080});
    CHECK(boxes[1].rect == Rect{1414, 784, 480, 270});
}

TEST_CASE("side-by-side has two halves of equal size") {
    const auto boxes = boxesOf({LayoutKind::SideBySide, {}}, kFullHd);
    CHECK(boxOf(boxes, "left") == Rect{0, 270, 960, 540});
    CHECK(boxOf(boxes, "right") == Rect{960, 270, 960, 540});
}

TEST_CASE("a panel has as many tiles as inputs, in slot order, the last row centred") {
    CHECK(boxesOf(panelOf(0), kFullHd).size() == 1);
    CHECK(boxesOf(panelOf(1), kFullHd)[0].rect == Rect{0, 0, 1920, 1080});
    const auto three = boxesOf(panelOf(3), kFullHd);
    REQUIRE(three.size() == 3);
    CHECK(three[0].rect == Rect{0, 0, 960, 540});
    CHECK(three[1].rect == Rect{960, 0, 960, 540});
    CHECK(three[2].rect == Rect{480, 540, 960, 540});
    const auto six = boxesOf(panelOf(6), kFullHd);
    REQUIRE(six.size() == 6);
    CHECK(six[0].rect == Rect{0, 180, 640, 360});
    CHECK(six[5].rect == Rect{1280, 540, 640, 360});
    for (const int most : {7, 8}) {
        const auto boxes = boxesOf(panelOf(most), kFullHd);
        REQUIRE(static_cast<int>(boxes.size()) == most);
        CHECK(boxes[0].rect == Rect{0, 0, 640, 360});
        CHECK(boxes[5].rect == Rect{1280, 360, 640, 360});
    }
    CHECK(boxesOf(panelOf(7), kFullHd)[6].rect == Rect{640, 720, 640, 360});
    CHECK(boxesOf(panelOf(8), kFullHd)[6].rect == Rect{320, 720, 640, 360});
}

TEST_CASE("slides with a panel have the tiles in a column beside them, which more tiles make narrower") {
    const auto tiles = [](int count) {
        Scene scene = panelOf(count);
        scene.layout = LayoutKind::SlidesPanel;
        return boxesOf(scene, kFullHd);
    };
    CHECK(tiles(0) == std::vector<Box>{{"slides", {0, 0, 1920, 1080}, Fit::Contain}});
    CHECK(boxOf(tiles(2), "slides") == Rect{0, 0, 1536, 1080});
    CHECK(boxOf(tiles(2), "1") == Rect{1536, 324, 384, 216});
    CHECK(boxOf(tiles(2), "2") == Rect{1536, 540, 384, 216});
    CHECK(boxOf(tiles(8), "slides") == Rect{0, 0, 1682, 1080});
    CHECK(boxOf(tiles(8), "8") == Rect{1682, 942, 238, 134});
}

TEST_CASE("empty panel slots take no room") {
    Scene scene = panelOf(4);
    scene.slots["2"] = InputId();
    scene.slots.erase("3");
    const auto boxes = boxesOf(scene, kFullHd);
    REQUIRE(boxes.size() == 2);
    CHECK(boxes[0].slot == "1");
    CHECK(boxes[1].slot == "4");
}

TEST_CASE("a panel of inputs has them in their order, as many as there are tiles") {
    const Scene two = panelOf({InputId("a"), InputId("b")});
    CHECK(two.layout == LayoutKind::Panel);
    CHECK(two.slots == std::map<std::string, InputId>{{"1", InputId("a")}, {"2", InputId("b")}});
    CHECK(panelOf({}).slots.empty());
    const std::vector<InputId> many(9, InputId("x"));
    CHECK(panelOf(many).slots.size() == kMaxPanelTiles);
    const Scene beside = slidesPanelOf(InputId("s"), {InputId("a")});
    CHECK(beside.layout == LayoutKind::SlidesPanel);
    CHECK(beside.slots == std::map<std::string, InputId>{{"slides", InputId("s")}, {"1", InputId("a")}});
}

TEST_CASE("contain shows the whole picture, cover fills the box") {
    const Rect box{100, 100, 640, 360};
    CHECK(fitted({1920, 1080}, box, Fit::Contain) == box);
    CHECK(fitted({640, 480}, box, Fit::Contain) == Rect{180, 100, 480, 360});
    CHECK(fitted({640, 480}, box, Fit::Cover) == Rect{100, 40, 640, 480});
    CHECK(fitted({0, 0}, box, Fit::Contain) == box);
}

TEST_CASE("a scene with an unknown slot or one input twice is refused with a reason") {
    Scene scene{LayoutKind::SideBySide, {{"left", InputId("a")}, {"right", InputId("b")}}};
    CHECK(validate(scene).has_value());
    scene.slots["right"] = InputId("a");
    REQUIRE_FALSE(validate(scene).has_value());
    CHECK(validate(scene).error().text.en.find("two slots") != std::string::npos);
    scene.slots = {{"centre", InputId("a")}};
    REQUIRE_FALSE(validate(scene).has_value());
    CHECK(validate(scene).error().text.en.find("left, right") != std::string::npos);
}

TEST_CASE("layout names are those of the contract") {
    for (const char* name :
         {"full", "lecturer-slides", "slides-lecturer-corner", "side-by-side", "panel", "slides-panel"}) {
        const auto kind = layoutByName(name);
        REQUIRE(kind.has_value());
        CHECK(layoutName(*kind) == name);
    }
    const auto unknown = layoutByName("mosaic");
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().text.en.find("side-by-side") != std::string::npos);
}

TEST_CASE("tracks are numbered by picture order and distinct sound bit rate") {
    ProgrammeSpec spec;
    spec.renditions = {{RenditionName("1080p"), Size{1920, 1080}, 3'000'000, 128'000, {}, {}},
                       {RenditionName("540p"), Size{960, 540}, 900'000, 96'000, {}, {}},
                       {RenditionName("audio"), std::nullopt, 0, 128'000, {}, {}}};
    spec.assignTracks();
    CHECK(spec.renditions[0].video == TrackId{TrackKind::Video, 0});
    CHECK(spec.renditions[1].video == TrackId{TrackKind::Video, 1});
    CHECK(spec.renditions[0].audio == TrackId{TrackKind::Audio, 0});
    CHECK(spec.renditions[1].audio == TrackId{TrackKind::Audio, 1});
    CHECK(spec.renditions[2].audio == TrackId{TrackKind::Audio, 0});
}
