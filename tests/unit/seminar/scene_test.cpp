// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/scene.h"

#include <doctest/doctest.h>

#include <memory>

using namespace tsudoi;
using namespace tsudoi::seminar;

namespace {

constexpr Size kFullHd{1920, 1080};
const InputId kA("a");
const InputId kB("b");
const InputId kC("c");
const InputId kD("d");

OwnLayoutPtr twoBoxes() {
    return std::make_shared<const OwnLayout>(
        OwnLayout{LayoutId("x1"),
                  "講師を大きく",
                  {{"slides", 0, 0, 0.6, 1, Fit::Contain}, {"lecturer", 0.6, 0.25, 0.4, 0.5, Fit::Cover}}});
}

Rect rectOf(const Scene& scene, const std::string& slot) {
    for (const Box& box : boxesOf(scene, kFullHd)) {
        if (box.slot == slot) {
            return box.rect;
        }
    }
    FAIL("no box for " << slot);
    return {};
}

}  // namespace

TEST_CASE("a picture in picture lies in its corner") {
    const auto corner = [](LayoutKind layout) {
        return rectOf({layout}, "inset");
    };
    CHECK(corner(LayoutKind::PipTopLeft) == Rect{26, 26, 480, 270});
    CHECK(corner(LayoutKind::PipTopRight) == Rect{1414, 26, 480, 270});
    CHECK(corner(LayoutKind::PipBottomLeft) == Rect{26, 784, 480, 270});
    CHECK(corner(LayoutKind::PipBottomRight) == Rect{1414, 784, 480, 270});
}

TEST_CASE("a lecturer and a panelist stand one above the other beside the slides") {
    const Scene scene{LayoutKind::LecturerSlidesPanelist};
    CHECK(rectOf(scene, "slides") == Rect{0, 180, 1280, 720});
    CHECK(rectOf(scene, "lecturer") == Rect{1280, 180, 640, 360});
    CHECK(rectOf(scene, "panelist") == Rect{1280, 540, 640, 360});
}

TEST_CASE("three boxes are columns, four are quarters") {
    CHECK(rectOf({LayoutKind::ThreeBoxes}, "left") == Rect{0, 0, 640, 1080});
    CHECK(rectOf({LayoutKind::ThreeBoxes}, "right") == Rect{1280, 0, 640, 1080});
    CHECK(rectOf({LayoutKind::FourBoxes}, "1") == Rect{0, 0, 960, 540});
    CHECK(rectOf({LayoutKind::FourBoxes}, "4") == Rect{960, 540, 960, 540});
}

TEST_CASE("an own layout has its boxes where they were put") {
    Scene scene{LayoutKind::Own, {{"lecturer", kA}}};
    scene.own = twoBoxes();
    CHECK(rectOf(scene, "slides") == Rect{0, 0, 1152, 1080});
    CHECK(rectOf(scene, "lecturer") == Rect{1152, 270, 768, 540});
    CHECK(slotsOf(scene) == std::vector<std::string>{"lecturer", "slides"});
    CHECK(validate(scene).has_value());
    scene.slots["left"] = kB;
    CHECK(validate(scene).error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("own layouts are told apart by how they look, not by where they lie in memory") {
    Scene one{LayoutKind::Own};
    one.own = twoBoxes();
    Scene other{LayoutKind::Own};
    other.own = twoBoxes();
    CHECK(one == other);
    OwnLayout changed = *twoBoxes();
    changed.boxes[0].width = 0.5;
    other.own = std::make_shared<const OwnLayout>(changed);
    CHECK_FALSE(one == other);
    CHECK_FALSE(one == Scene{LayoutKind::Own});
}

TEST_CASE("an own layout's name leads back to it while it is there") {
    Scene scene{LayoutKind::Own};
    scene.own = twoBoxes();
    CHECK(layoutNameOf(scene) == "own:x1");
    const auto choice = layoutChoice("own:x1", {twoBoxes()});
    REQUIRE(choice.has_value());
    CHECK(choice->kind == LayoutKind::Own);
    CHECK(choice->own->name == "講師を大きく");
    CHECK(layoutChoice("own:x1", {}).error().code == ErrorCode::InvalidArgument);
    CHECK(layoutChoice("own:", {twoBoxes()}).error().code == ErrorCode::InvalidArgument);
    CHECK(layoutChoice("panel", {})->kind == LayoutKind::Panel);
}

TEST_CASE("an own layout is refused in words") {
    const auto refused = [](OwnLayout layout) {
        return validate(layout).error().code == ErrorCode::InvalidArgument;
    };
    OwnLayout good{LayoutId(), "名前", {{.slot = "main"}}};
    CHECK(validate(good).has_value());
    CHECK(refused({LayoutId(), "", {{.slot = "main"}}}));
    CHECK(refused({LayoutId(), "a\nb", {{.slot = "main"}}}));
    CHECK(refused({LayoutId(), "名前", {}}));
    CHECK(refused({LayoutId(), "名前", std::vector<OwnBox>(9, {.slot = "main"})}));
    CHECK(refused({LayoutId(), "名前", {{.slot = "nobody"}}}));
    CHECK(refused({LayoutId(), "名前", {{.slot = "1"}, {.slot = "1"}}}));
    CHECK(refused({LayoutId(), "名前", {{.slot = "1", .x = 0.5, .width = 0.6}}}));
    CHECK(refused({LayoutId(), "名前", {{.slot = "1", .y = -0.1}}}));
    CHECK(refused({LayoutId(), "名前", {{.slot = "1", .height = 0.01}}}));
}

TEST_CASE("framing replaces the layout's fit and comes with the box") {
    Scene scene{LayoutKind::Full, {{"main", kA}}};
    scene.framing["main"] = {.fit = Fit::Cover, .zoom = 2, .mirror = true};
    const Box box = boxesOf(scene, kFullHd).at(0);
    CHECK(box.fit == Fit::Cover);
    CHECK(box.framing.zoom == 2);
    CHECK(box.framing.mirror);
    scene.framing["main"].zoom = 9;
    CHECK(validate(scene).error().code == ErrorCode::InvalidArgument);
    scene.framing = {{"left", {}}};
    CHECK(validate(scene).error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("zoom shows the middle, pan the edges") {
    const Rect box{0, 0, 640, 360};
    Framing framing;
    framing.zoom = 2;
    CHECK(framed({1280, 720}, box, Fit::Contain, framing) == Rect{-320, -180, 1280, 720});
    framing.panX = -1;
    framing.panY = 1;
    CHECK(framed({1280, 720}, box, Fit::Contain, framing) == Rect{0, -360, 1280, 720});
    framing = {};
    framing.panX = 1;  // a wide picture that fills a narrow box
    CHECK(framed({1280, 360}, box, Fit::Cover, framing) == Rect{-640, 0, 1280, 360});
    CHECK(framed({640, 360}, box, Fit::Contain, framing) == box);
}

TEST_CASE("who leaves makes room: the layout has as many boxes as there are pictures") {
    using Slots = std::map<std::string, InputId>;
    const auto left = [](LayoutKind layout, const Slots& slots, const InputId& who) {
        return withoutInput({layout, slots}, who);
    };
    CHECK(left(LayoutKind::SideBySide, {{"left", kA}, {"right", kB}}, kA) == Scene{LayoutKind::Full, {{"main", kB}}});
    CHECK(left(LayoutKind::PipTopLeft, {{"main", kA}, {"inset", kB}}, kB) == Scene{LayoutKind::Full, {{"main", kA}}});
    CHECK(left(LayoutKind::ThreeBoxes, {{"left", kA}, {"centre", kB}, {"right", kC}}, kB) ==
          Scene{LayoutKind::SideBySide, {{"left", kA}, {"right", kC}}});
    const Slots four{{"1", kA}, {"2", kB}, {"3", kC}, {"4", kD}};
    CHECK(left(LayoutKind::FourBoxes, four, kB) == Scene{LayoutKind::Panel, {{"1", kA}, {"3", kC}, {"4", kD}}});
    const Slots talk{{"lecturer", kA}, {"slides", kB}, {"panelist", kC}};
    CHECK(left(LayoutKind::LecturerSlidesPanelist, talk, kC) ==
          Scene{LayoutKind::LecturerSlides, {{"lecturer", kA}, {"slides", kB}}});
    CHECK(left(LayoutKind::LecturerSlidesPanelist, talk, kA) ==
          Scene{LayoutKind::LecturerSlides, {{"lecturer", kC}, {"slides", kB}}});
    CHECK(left(LayoutKind::LecturerSlidesPanelist, talk, kB) ==
          Scene{LayoutKind::SideBySide, {{"left", kA}, {"right", kC}}});
    CHECK(left(LayoutKind::Panel, {{"1", kA}, {"2", kB}}, kA) == Scene{LayoutKind::Panel, {{"2", kB}}});
    CHECK(left(LayoutKind::SlidesPanel, {{"slides", kA}, {"1", kB}}, kA) == Scene{LayoutKind::Panel, {{"1", kB}}});
}

TEST_CASE("framing goes where its picture goes") {
    Scene scene{LayoutKind::SideBySide, {{"left", kA}, {"right", kB}}};
    scene.framing["right"].mirror = true;
    const Scene alone = withoutInput(scene, kA);
    REQUIRE(alone.framing.contains("main"));
    CHECK(alone.framing.at("main").mirror);
}

TEST_CASE("a scene without others, or without the one who leaves, stays as it is; so do the boxes of an own layout") {
    const Scene alone{LayoutKind::SideBySide, {{"left", kA}}};
    CHECK(withoutInput(alone, kA) == alone);
    CHECK(withoutInput(alone, kB) == alone);
    Scene own{LayoutKind::Own, {{"slides", kA}, {"lecturer", kB}}};
    own.own = twoBoxes();
    const Scene left = withoutInput(own, kB);
    CHECK(left.layout == LayoutKind::Own);
    CHECK(left.slots == std::map<std::string, InputId>{{"slides", kA}});
}
