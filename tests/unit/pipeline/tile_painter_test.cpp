// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/tile_painter.h"

#include "pipeline/picture_blend.h"
#include "pipeline/tile_motion.h"

#include <doctest/doctest.h>

#include <cstring>

namespace tsudoi::pipeline {

namespace {

constexpr Size kCanvas{320, 180};
constexpr Rect kWhole{0, 0, 320, 180};
using seminar::Fit;

/// Luma grows from left to right: 20 at the left edge, 219 at the right one.
PicturePtr ramp(Size size) {
    auto picture = makePicture(size);
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const Size plane = planeSize(size, i);
        for (int y = 0; y < plane.height; ++y) {
            for (int x = 0; x < plane.width; ++x) {
                picture->planes.at(i).data[std::ptrdiff_t{y} * picture->planes.at(i).stride + x] =
                    static_cast<std::uint8_t>(i == 0 ? 20 + x * 200 / plane.width : 128);
            }
        }
    }
    return picture;
}

PicturePtr grey(Size size, int luma) {
    auto picture = makePicture(size);
    for (std::size_t i = 0; i < kPlanes; ++i) {
        std::memset(picture->planes.at(i).data, i == 0 ? luma : 128,
                    static_cast<std::size_t>(picture->planes.at(i).stride) *
                        static_cast<std::size_t>(planeSize(size, i).height));
    }
    return picture;
}

int lumaAt(const PicturePtr& picture, int x, int y) {
    return picture->planes[0].data[std::ptrdiff_t{y} * picture->planes[0].stride + x];
}

struct Painting {
    PicturePool pool{kCanvas};
    TilePainter painter{kCanvas, blackPicture(kCanvas), pool};

    PicturePtr draw(const Tile& tile) { return painter.draw({tile}); }
};

Tile tileOf(PicturePtr picture, const seminar::Framing& framing, const Rect& box = kWhole) {
    return {.picture = std::move(picture), .box = box, .framing = framing};
}

}  // namespace

TEST_CASE("a mirrored picture has its left edge at the right, scaled or not") {
    Painting painting;
    for (const Size size : {kCanvas, Size{640, 360}}) {
        const PicturePtr picture = ramp(size);
        const auto as = painting.draw(tileOf(picture, {}));
        const auto mirrored = painting.draw(tileOf(picture, {.mirror = true}));
        for (const int x : {0, 1, 100, 319}) {
            CHECK(lumaAt(mirrored, x, 90) == lumaAt(as, 319 - x, 90));
        }
    }
}

TEST_CASE("zoom shows the middle of a picture larger, pan its edges; mirrored, the hand still moves what it sees") {
    Painting painting;
    const PicturePtr picture = ramp(kCanvas);
    const auto leftEdge = [&](const seminar::Framing& framing) {
        return lumaAt(painting.draw(tileOf(picture, framing)), 2, 90);
    };
    CHECK(leftEdge({.zoom = 2}) == doctest::Approx(20 + 50).epsilon(0.05));
    CHECK(leftEdge({.zoom = 2, .panX = -1}) == doctest::Approx(20).epsilon(0.1));
    CHECK(leftEdge({.zoom = 2, .panX = 1}) == doctest::Approx(20 + 100).epsilon(0.05));
    CHECK(leftEdge({.zoom = 2, .panX = -1, .mirror = true}) == doctest::Approx(219).epsilon(0.05));
}

TEST_CASE("a border lies inside the picture's edge and grows with the canvas") {
    Painting painting;
    const Rect box{40, 20, 160, 90};
    Tile tile = tileOf(grey({160, 90}, 100), {.border = 24, .borderColour = 0xFFFFFF}, box);
    const auto out = painting.draw(tile);
    CHECK(lumaAt(out, 39, 60) == 16);
    CHECK(lumaAt(out, 40, 60) == 235);
    CHECK(lumaAt(out, 43, 60) == 235);
    CHECK(lumaAt(out, 44, 60) == 100);
    CHECK(lumaAt(out, 199, 60) == 235);
    CHECK(lumaAt(out, 200, 60) == 16);
    CHECK(lumaAt(out, 100, 20) == 235);
    CHECK(lumaAt(out, 100, 109) == 235);
    tile.lines = 360;  // part of a canvas twice as high
    CHECK(lumaAt(painting.draw(tile), 46, 60) == 235);
}

TEST_CASE("colours are those of BT.709") {
    CHECK(colourOf(0x000000) == Colour{16, 128, 128});
    CHECK(colourOf(0xFFFFFF) == Colour{235, 128, 128});
    CHECK(colourOf(0xFF0000) == Colour{63, 102, 240});
    CHECK(colourOf(0x0000FF) == Colour{32, 240, 118});
}

TEST_CASE("a tag lies over the lower left corner of its tile and never beyond it") {
    Painting painting;
    const Rect box{160, 90, 160, 90};
    Tile tile = tileOf(grey({160, 90}, 100), {}, box);
    tile.tag = grey({360, 72}, 20);
    const auto out = painting.draw(tile);
    CHECK(lumaAt(out, 162, 178) < 40);
    CHECK(lumaAt(out, 162, 150) == 100);
    CHECK(lumaAt(out, 300, 178) == 100);
    CHECK(lumaAt(out, 158, 178) == 16);
    tile.tag = grey({960, 72}, 20);
    tile.box = {0, 0, 32, 18};
    const auto tiny = painting.draw(tile);
    CHECK(lumaAt(tiny, 34, 16) == 16);
    CHECK(lumaAt(tiny, 2, 20) == 16);
}

TEST_CASE("a picture that fills the canvas is drawn on when it has a tag, a border, or is mirrored") {
    Painting painting;
    const PicturePtr picture = grey(kCanvas, 100);
    CHECK(painting.draw(tileOf(picture, {})) == picture);
    CHECK(painting.draw(tileOf(picture, {.mirror = true})) != picture);
    CHECK(painting.draw(tileOf(picture, {.zoom = 2})) != picture);
    CHECK(painting.draw(tileOf(picture, {.border = 2})) != picture);
    Tile tagged = tileOf(picture, {});
    tagged.tag = grey({100, 72}, 20);
    CHECK(painting.draw(tagged) != picture);
    CHECK(lumaAt(picture, 2, 178) == 100);
}

TEST_CASE("in a move the part of the picture that is seen glides, too") {
    Tile before = tileOf(ramp(kCanvas), {});
    before.input = InputId("camera");
    Tile after = before;
    after.framing.zoom = 3;
    after.framing.panX = 1;
    const Tiles half = onTheWay({before}, {after}, kArrived / 2);
    REQUIRE(half.size() == 1);
    CHECK(half[0].framing.zoom == doctest::Approx(2));
    CHECK(half[0].framing.panX == doctest::Approx(0.5));
    CHECK(half[0].glides);
    CHECK(onTheWay({before}, {after}, 0)[0].framing == before.framing);
}

}  // namespace tsudoi::pipeline
