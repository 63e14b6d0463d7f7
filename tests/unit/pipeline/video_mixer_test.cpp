// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/video_mixer.h"

#include <doctest/doctest.h>

#include <cstring>

namespace tsudoi::pipeline {

namespace {

constexpr Size kCanvas{320, 180};
using seminar::Fit;

PicturePtr grey(Size size, std::uint8_t luma) {
    auto picture = makePicture(size);
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const Plane& plane = picture->planes.at(i);
        const int height = planeSize(size, i).height;
        std::memset(plane.data, i == 0 ? luma : 128,
                    static_cast<std::size_t>(plane.stride) * static_cast<std::size_t>(height));
    }
    return picture;
}

int lumaAt(const PicturePtr& picture, int x, int y) {
    const Plane& plane = picture->planes[0];
    return plane.data[std::ptrdiff_t{y} * plane.stride + x];
}

FramePlan planOf(Tiles tiles) {
    FramePlan plan;
    plan.scene = std::move(tiles);
    return plan;
}

/// \return whether every pixel has the luma that \p expected gives
template <typename Expected>
bool everywhere(const PicturePtr& picture, Expected expected) {
    for (int y = 0; y < picture->size.height; ++y) {
        for (int x = 0; x < picture->size.width; ++x) {
            if (lumaAt(picture, x, y) != expected(x, y)) {
                MESSAGE("at ", x, ",", y, ": ", lumaAt(picture, x, y), " instead of ", expected(x, y));
                return false;
            }
        }
    }
    return true;
}

bool inside(const Rect& box, int x, int y) {
    return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

}  // namespace

TEST_CASE("a tile fills exactly its box, the rest is black") {
    VideoMixer mixer(kCanvas);
    const Rect box{10, 20, 160, 90};
    for (const Size size : {Size{160, 90}, {640, 360}, {64, 36}, {1920, 1080}}) {
        const auto out = mixer.draw(planOf({{grey(size, 200), box}}));
        CHECK(everywhere(out, [&](int x, int y) { return inside(box, x, y) ? 200 : 16; }));
    }
}

TEST_CASE("contain leaves black bars, cover crops") {
    const Rect box{0, 0, 320, 180};
    const auto contained = placementOf({grey({240, 180}, 99), box, Fit::Contain});
    REQUIRE(contained);
    CHECK(contained->target == Rect{40, 0, 240, 180});
    CHECK(contained->source == Rect{0, 0, 240, 180});
    const auto covered = placementOf({grey({640, 480}, 99), box, Fit::Cover});
    REQUIRE(covered);
    CHECK(covered->target == box);
    CHECK(covered->source.width == 640);
    CHECK(covered->source.height == 360);
    CHECK(covered->source.y == 60);
}

TEST_CASE("a picture of the canvas' size is handed on untouched") {
    VideoMixer mixer(kCanvas);
    const PicturePtr picture = grey(kCanvas, 77);
    CHECK(mixer.draw(planOf({{picture, {0, 0, 320, 180}}})) == picture);
}

TEST_CASE("a change of layout leaves nothing of the old one behind") {
    VideoMixer mixer(kCanvas);
    const PicturePtr picture = grey({160, 90}, 200);
    for (int i = 0; i < 20; ++i) {
        const Rect box = i % 2 == 0 ? Rect{0, 0, 160, 90} : Rect{160, 90, 160, 90};
        const auto out = mixer.draw(planOf({{picture, box}}));
        REQUIRE(everywhere(out, [&](int x, int y) { return inside(box, x, y) ? 200 : 16; }));
    }
}

TEST_CASE("an empty slot is black also where a picture was before") {
    VideoMixer mixer(kCanvas);
    const Rect box{0, 0, 160, 90};
    for (int i = 0; i < 6; ++i) {
        const bool empty = i % 2 == 1;
        const auto out = mixer.draw(planOf({{empty ? nullptr : grey({160, 90}, 200), box}}));
        CHECK(lumaAt(out, 5, 5) == (empty ? 16 : 200));
    }
}

TEST_CASE("a fade between layouts is the exact mean of both at every pixel") {
    VideoMixer mixer(kCanvas);
    const Rect left{0, 0, 200, 180};
    const Rect right{120, 0, 200, 180};
    const Rect corner{200, 120, 100, 50};
    for (int opacity = 0; opacity <= kOpaque; opacity += 16) {
        FramePlan plan = planOf({{grey({200, 180}, 60), right}, {grey({100, 50}, 240), corner}});
        plan.before = {{grey({200, 180}, 200), left}};
        plan.opacity = opacity;
        const auto out = mixer.draw(plan);
        CAPTURE(opacity);
        REQUIRE(everywhere(out, [&](int x, int y) {
            const int before = inside(left, x, y) ? 200 : 16;
            const int after = inside(corner, x, y) ? 240 : (inside(right, x, y) ? 60 : 16);
            return (before * (256 - opacity) + after * opacity + 128) / 256;
        }));
    }
}

TEST_CASE("the slate covers everything, also before its card is drawn") {
    VideoMixer mixer(kCanvas);
    FramePlan plan = planOf({{grey(kCanvas, 200), {0, 0, 320, 180}}});
    plan.slate = true;
    CHECK(everywhere(mixer.draw(plan), [](int, int) { return 16; }));
    plan.slateCard = grey(kCanvas, 50);
    CHECK(everywhere(mixer.draw(plan), [](int, int) { return 50; }));
}

TEST_CASE("a fade that interrupts another one starts from what was on air") {
    VideoMixer mixer(kCanvas);
    const Rect all{0, 0, 320, 180};
    FramePlan first = planOf({{grey(kCanvas, 200), all}});
    first.before = {{grey(kCanvas, 100), all}};
    first.opacity = 128;
    first.transition = 2;
    CHECK(lumaAt(mixer.draw(first), 9, 9) == 150);
    FramePlan second = planOf({{grey(kCanvas, 50), all}});
    second.before = first.scene;
    second.beforeIsLastFrame = true;
    second.transition = 3;
    second.opacity = 0;
    CHECK(lumaAt(mixer.draw(second), 9, 9) == 150);
    second.opacity = 128;
    CHECK(lumaAt(mixer.draw(second), 9, 9) == 100);
}

TEST_CASE("half the size is the mean of four pixels each") {
    const auto picture = makePicture({136, 72});
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const Plane& plane = picture->planes.at(i);
        const Size size = planeSize(picture->size, i);
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                plane.data[std::ptrdiff_t{y} * plane.stride + x] = static_cast<std::uint8_t>((x * 7 + y * 13) % 256);
            }
        }
    }
    PictureScaler scaler;
    const PicturePtr half = scaler.scaled(picture, {4, 8, 132, 64}, {66, 32});
    CHECK(everywhere(half, [&](int x, int y) {
        const int left = 4 + 2 * x;
        const int top = 8 + 2 * y;
        return (lumaAt(picture, left, top) + lumaAt(picture, left + 1, top) + lumaAt(picture, left, top + 1) +
                lumaAt(picture, left + 1, top + 1) + 2) /
               4;
    }));
}

TEST_CASE("a picture that stays is scaled once") {
    PictureScaler scaler;
    const PicturePtr picture = grey({640, 360}, 90);
    const Rect whole{0, 0, 640, 360};
    const PicturePtr once = scaler.scaled(picture, whole, {320, 180});
    scaler.endFrame();
    CHECK(scaler.scaled(picture, whole, {320, 180}) == once);
    CHECK(scaler.scaled(grey({640, 360}, 91), whole, {320, 180}) != once);
}

}  // namespace tsudoi::pipeline
