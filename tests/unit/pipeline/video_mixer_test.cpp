// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/video_mixer.h"

#include "pipeline/tile_motion.h"

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
        plan.kind = seminar::TransitionKind::Fade;
        plan.progress = opacity * (kArrived / kOpaque);
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
    first.kind = seminar::TransitionKind::Fade;
    first.progress = kArrived / 2;
    first.transition = 2;
    CHECK(lumaAt(mixer.draw(first), 9, 9) == 150);
    FramePlan second = planOf({{grey(kCanvas, 50), all}});
    second.before = first.scene;
    second.beforeIsLastFrame = true;
    second.transition = 3;
    second.kind = seminar::TransitionKind::Fade;
    second.progress = 0;
    CHECK(lumaAt(mixer.draw(second), 9, 9) == 150);
    second.progress = kArrived / 2;
    CHECK(lumaAt(mixer.draw(second), 9, 9) == 100);
}

namespace {

/// Two whole pictures on the way from one to the other.
FramePlan onTheWayTo(seminar::TransitionKind kind, int progress) {
    const Rect all{0, 0, kCanvas.width, kCanvas.height};
    FramePlan plan = planOf({{grey(kCanvas, 60), all}});
    plan.before = {{grey(kCanvas, 200), all}};
    plan.kind = kind;
    plan.progress = progress;
    return plan;
}

}  // namespace

TEST_CASE("a wipe shows the new scene left of its line and the old one right of it") {
    VideoMixer mixer(kCanvas);
    for (int progress = 0; progress < kArrived; progress += 100) {
        const int line = kCanvas.width * progress / kArrived / 2 * 2;
        CAPTURE(progress);
        REQUIRE(everywhere(mixer.draw(onTheWayTo(seminar::TransitionKind::Wipe, progress)),
                           [&](int x, int) { return x < line ? 60 : 200; }));
    }
}

TEST_CASE("a push moves both scenes, and every pixel is one of theirs") {
    VideoMixer mixer(kCanvas);
    int last = 0;
    for (int progress = 0; progress <= kArrived; progress += 64) {
        FramePlan plan = onTheWayTo(seminar::TransitionKind::Push, progress);
        // The old scene is light on its right half, so that one sees it move.
        plan.before = {{grey({160, 180}, 100), {0, 0, 160, 180}}, {grey({160, 180}, 200), {160, 0, 160, 180}}};
        const auto out = mixer.draw(plan);
        int pushed = 0;
        while (pushed < kCanvas.width && lumaAt(out, kCanvas.width - 1 - pushed, 90) == 60) {
            ++pushed;
        }
        CAPTURE(progress);
        CHECK(pushed >= last);
        CHECK(pushed - last <= kCanvas.width / 32);
        REQUIRE(everywhere(
            out, [&](int x, int) { return x >= kCanvas.width - pushed ? 60 : (x + pushed < 160 ? 100 : 200); }));
        last = pushed;
    }
    CHECK(last == kCanvas.width);
}

TEST_CASE("a fade through black is black in the middle and even on both sides") {
    VideoMixer mixer(kCanvas);
    int last = 200;
    for (int progress = 0; progress < kArrived; progress += kArrived / 16) {
        const auto out = mixer.draw(onTheWayTo(seminar::TransitionKind::FadeBlack, progress));
        const int now = lumaAt(out, 9, 9);
        CAPTURE(progress);
        CHECK((2 * progress <= kArrived ? now <= last : now >= last));
        CHECK(everywhere(out, [&](int, int) { return now; }));
        last = now;
    }
    CHECK(lumaAt(mixer.draw(onTheWayTo(seminar::TransitionKind::FadeBlack, kArrived / 2)), 9, 9) == 16);
}

TEST_CASE("in a move an input glides from box to box; what goes shrinks, what comes grows") {
    VideoMixer mixer(kCanvas);
    const InputId stays("stays");
    const InputId goes("goes");
    const InputId comes("comes");
    const PicturePtr large = grey(kCanvas, 200);
    const PicturePtr old = grey({160, 90}, 100);
    const PicturePtr fresh = grey(kCanvas, 60);
    const Rect whole{0, 0, 320, 180};
    const Rect right{160, 0, 160, 90};
    const Rect corner{240, 136, 64, 36};
    FramePlan plan = planOf({{large, {0, 0, 160, 90}, Fit::Contain, stays}, {fresh, corner, Fit::Contain, comes}});
    plan.before = {{large, whole, Fit::Contain, stays}, {old, right, Fit::Contain, goes}};
    plan.kind = seminar::TransitionKind::Move;

    plan.progress = 0;
    const auto first = mixer.draw(plan);
    CHECK(everywhere(first, [&](int x, int y) { return inside(right, x, y) ? 100 : 200; }));
    plan.progress = kArrived / 2;
    const auto middle = mixer.draw(plan);
    CHECK(everywhere(middle, [&](int x, int y) {
        const bool come = inside({256, 144, 32, 18}, x, y);
        const bool stay = inside({0, 0, 238, 134}, x, y);
        const bool went = inside({200, 22, 78, 44}, x, y);
        return come ? 60 : (went ? 100 : (stay ? 200 : 16));
    }));
    plan.progress = kArrived - 1;
    const auto end = mixer.draw(plan);
    CHECK(lumaAt(end, 80, 45) == 200);
    CHECK(lumaAt(end, 270, 150) == 60);
    CHECK(lumaAt(end, 240, 45) == 16);
}

TEST_CASE("in a move nothing pops up or vanishes: what lay above stays above, what will lie below comes below") {
    const InputId lecturer("lecturer");
    const InputId slides("slides");
    const Rect whole{0, 0, 320, 180};
    const Rect corner{240, 136, 64, 36};
    const Tiles full{{grey(kCanvas, 200), whole, Fit::Contain, lecturer}};
    const Tiles both{{grey(kCanvas, 60), whole, Fit::Contain, slides},
                     {full[0].picture, corner, Fit::Contain, lecturer}};
    const auto order = [](const Tiles& tiles) {
        return std::pair(tiles.at(0).input, tiles.at(1).input);
    };
    for (const int progress : {0, kArrived / 4, kArrived / 2, kArrived - 1}) {
        CHECK(order(onTheWay(full, both, progress)) == std::pair(slides, lecturer));
        CHECK(order(onTheWay(both, full, progress)) == std::pair(slides, lecturer));
    }
    // Two that change places meet half-way.
    const Tiles swapped{{full[0].picture, whole, Fit::Contain, lecturer},
                        {both[0].picture, corner, Fit::Contain, slides}};
    CHECK(order(onTheWay(both, swapped, kArrived / 4)) == std::pair(slides, lecturer));
    CHECK(order(onTheWay(both, swapped, 3 * kArrived / 4)) == std::pair(lecturer, slides));
}

TEST_CASE("an input that has not begun to grow hides nothing") {
    VideoMixer mixer(kCanvas);
    const Rect whole{0, 0, 320, 180};
    FramePlan plan = planOf({{grey(kCanvas, 200), whole, Fit::Contain, InputId("slides")},
                             {grey(kCanvas, 60), {240, 136, 64, 36}, Fit::Cover, InputId("lecturer")}});
    plan.before = {{plan.scene[0].picture, whole, Fit::Contain, InputId("slides")}};
    plan.kind = seminar::TransitionKind::Move;
    plan.progress = 1;
    CHECK(everywhere(mixer.draw(plan), [](int, int) { return 200; }));
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
