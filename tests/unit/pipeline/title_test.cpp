// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/title_card.h"
#include "pipeline/title_fader.h"
#include "pipeline/video_mixer.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::pipeline;
using namespace std::chrono_literals;

namespace {

constexpr Size kCanvas{640, 360};

PicturePtr plain(Size size, std::uint8_t luma) {
    const auto picture = makePicture(size);
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const Plane& plane = picture->planes.at(i);
        for (int y = 0; y < planeSize(size, i).height; ++y) {
            std::fill_n(plane.data + std::ptrdiff_t{y} * plane.stride, planeSize(size, i).width, i == 0 ? luma : 128);
        }
    }
    return picture;
}

int lumaAt(const Picture& picture, int x, int y) {
    return picture.planes[0].data[std::ptrdiff_t{y} * picture.planes[0].stride + x];
}

}  // namespace

TEST_CASE("a title fades in and out, and gives way before another one comes") {
    TitleFader fader;
    const PicturePtr one = plain({64, 32}, 200);
    const PicturePtr other = plain({64, 32}, 100);
    CHECK_FALSE(fader.next(100ms).seen());
    fader.show(one);
    CHECK_FALSE(fader.next(100ms).seen());
    CHECK(fader.next(100ms).opacity == 85);
    CHECK(fader.next(100ms).opacity == 170);
    CHECK(fader.next(100ms).opacity == kOpaque);
    CHECK(fader.next(100ms).opacity == kOpaque);
    fader.show(other);
    CHECK(fader.next(100ms).picture == one);
    fader.show(one);  // changed their mind
    CHECK(fader.next(100ms).opacity == kOpaque);
    fader.show(other);
    for (int i = 0; i < 3; ++i) {
        (void)fader.next(100ms);
    }
    CHECK(fader.next(100ms).picture == other);
    fader.show(nullptr);
    for (int i = 0; i < 4; ++i) {
        (void)fader.next(100ms);
    }
    CHECK_FALSE(fader.next(100ms).seen());
}

TEST_CASE("a title lies over the scene where it belongs and nowhere else, and never over a slate") {
    VideoMixer mixer(kCanvas);
    const Size size{200, 60};
    const Position at = *titlePosition(size, kCanvas);
    FramePlan plan;
    plan.scene = {{plain(kCanvas, 50), {0, 0, kCanvas.width, kCanvas.height}, seminar::Fit::Contain}};
    plan.title = {plain(size, 250), kOpaque};
    const PicturePtr whole = mixer.draw(plan);
    CHECK(lumaAt(*whole, at.x, at.y) == 250);
    CHECK(lumaAt(*whole, at.x + size.width - 1, at.y + size.height - 1) == 250);
    CHECK(lumaAt(*whole, at.x - 1, at.y) == 50);
    CHECK(lumaAt(*whole, at.x + size.width, at.y) == 50);
    CHECK(lumaAt(*whole, at.x, at.y + size.height) == 50);
    plan.title.opacity = kOpaque / 2;
    CHECK(lumaAt(*mixer.draw(plan), at.x, at.y) == 150);
    plan.title.opacity = 0;
    CHECK(mixer.draw(plan) == plan.scene[0].picture);
    plan.title.opacity = kOpaque;
    plan.slate = true;
    plan.slateCard = plain(kCanvas, 90);
    CHECK(mixer.draw(plan) == plan.slateCard);
}

TEST_CASE("an interrupted transition starts from the picture without the title") {
    VideoMixer mixer(kCanvas);
    const Rect everything{0, 0, kCanvas.width, kCanvas.height};
    FramePlan plan;
    plan.scene = {{plain(kCanvas, 50), everything, seminar::Fit::Contain}};
    plan.title = {plain({200, 60}, 250), kOpaque};
    (void)mixer.draw(plan);
    plan.scene = {{plain(kCanvas, 200), everything, seminar::Fit::Contain}};
    plan.beforeIsLastFrame = true;
    plan.transition = 1;
    plan.kind = seminar::TransitionKind::Fade;
    plan.progress = kArrived / 2;
    plan.title.opacity = 0;
    const Position at = *titlePosition({200, 60}, kCanvas);
    CHECK(lumaAt(*mixer.draw(plan), at.x, at.y) == 125);
}

TEST_CASE("the bar of a title is as large as its words need, inside the canvas") {
    const Size shortOne = titleSize({"山田 花子", "東京病院"}, kCanvas);
    const Size longOne = titleSize({"地域包括ケア病棟における多職種連携の進め方について", ""}, kCanvas);
    CHECK(shortOne.width < longOne.width);
    for (const int length : {1, 20, 66}) {
        std::string text;
        for (int i = 0; i < length; ++i) {
            text += "問い合";
        }
        for (const Size canvas : {Size{1920, 1080}, Size{640, 360}, Size{320, 180}, Size{720, 1280}}) {
            const Size size = titleSize({text, text}, canvas);
            CHECK(size.width % 2 == 0);
            CHECK(size.height % 2 == 0);
            CHECK(size.width <= canvas.width);
            CHECK(titlePosition(size, canvas).has_value());
        }
    }
}
