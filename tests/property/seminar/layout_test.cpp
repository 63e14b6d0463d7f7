// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/scene.h"
#include "support/seed.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

using namespace tsudoi;
using namespace tsudoi::seminar;

namespace {

constexpr int kRounds = 2000;

bool isEven(const Rect& r) {
    return r.x % 2 == 0 && r.y % 2 == 0 && r.width % 2 == 0 && r.height % 2 == 0;
}
bool inside(const Rect& r, const Rect& outer) {
    return r.width > 0 && r.height > 0 && r.x >= outer.x && r.y >= outer.y && r.x + r.width <= outer.x + outer.width &&
           r.y + r.height <= outer.y + outer.height;
}
bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/// One picture lies over the other on purpose.
bool hasInset(LayoutKind layout) {
    return layout == LayoutKind::SlidesLecturerCorner || layout == LayoutKind::PipTopLeft ||
           layout == LayoutKind::PipTopRight || layout == LayoutKind::PipBottomLeft ||
           layout == LayoutKind::PipBottomRight;
}

Scene randomScene(tests::Seeded& random) {
    const int last = static_cast<int>(kBuiltInLayouts.size()) - 1;
    Scene scene{kBuiltInLayouts.at(static_cast<std::size_t>(random.between(0, last)))};
    int number = 0;
    for (const std::string& slot : slotsOf(scene.layout)) {
        if (random.chance(70)) {
            scene.slots[slot] = InputId("input-" + std::to_string(++number));
        }
    }
    return scene;
}

/// The picture's shape is kept when stretching its short side by one chroma sample covers the difference.
bool keepsShape(const Rect& rect, Size picture) {
    const double byWidth = static_cast<double>(rect.width) * picture.height / picture.width;
    const double byHeight = static_cast<double>(rect.height) * picture.width / picture.height;
    return std::abs(byWidth - rect.height) <= 2.0 || std::abs(byHeight - rect.width) <= 2.0;
}

}  // namespace

TEST_CASE("boxes of any scene on any canvas are even, inside it and do not overlap") {
    tests::Seeded random;
    for (int round = 0; round < kRounds; ++round) {
        const Size canvas{random.between(32, 2000) * 2, random.between(32, 2000) * 2};
        const Scene scene = randomScene(random);
        CAPTURE(canvas.width);
        CAPTURE(canvas.height);
        CAPTURE(layoutName(scene.layout));
        const auto boxes = boxesOf(scene, canvas);
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            REQUIRE(isEven(boxes[i].rect));
            REQUIRE(inside(boxes[i].rect, {0, 0, canvas.width, canvas.height}));
            for (std::size_t k = 0; k < i && !hasInset(scene.layout); ++k) {
                REQUIRE_FALSE(overlap(boxes[i].rect, boxes[k].rect));
            }
        }
    }
}

TEST_CASE("every assigned slot of a scene has exactly one box") {
    tests::Seeded random;
    for (int round = 0; round < kRounds; ++round) {
        const Scene scene = randomScene(random);
        const auto boxes = boxesOf(scene, {1280, 720});
        for (const auto& [slot, input] : scene.slots) {
            const auto same = [&name = slot](const Box& box) {
                return box.slot == name;
            };
            REQUIRE(std::count_if(boxes.begin(), boxes.end(), same) == 1);
        }
    }
}

TEST_CASE("however a picture is framed, what is larger than its box leaves no gap in it, and all numbers are even") {
    tests::Seeded random;
    for (int round = 0; round < kRounds; ++round) {
        const Size picture{random.between(16, 2000), random.between(16, 2000)};
        const Rect box{random.between(0, 500) * 2, random.between(0, 500) * 2, random.between(16, 1000) * 2,
                       random.between(16, 1000) * 2};
        const Fit fit = random.chance(50) ? Fit::Cover : Fit::Contain;
        Framing framing;
        framing.zoom = random.between(100, 800) / 100.0;
        framing.panX = random.between(-100, 100) / 100.0;
        framing.panY = random.between(-100, 100) / 100.0;
        REQUIRE(validate(framing).has_value());
        const Rect whole = framed(picture, box, fit, framing);
        CAPTURE(picture.width);
        CAPTURE(picture.height);
        REQUIRE(isEven(whole));
        const auto covers = [](int start, int length, int from, int room) {
            return length >= room ? start <= from && start + length >= from + room
                                  : start >= from - 2 && start + length <= from + room + 2;
        };
        REQUIRE(covers(whole.x, whole.width, box.x, box.width));
        REQUIRE(covers(whole.y, whole.height, box.y, box.height));
    }
}

TEST_CASE("boxes of any own layout are even and inside any canvas") {
    tests::Seeded random;
    for (int round = 0; round < kRounds; ++round) {
        const Size canvas{random.between(32, 2000) * 2, random.between(32, 2000) * 2};
        OwnLayout layout{LayoutId("own"), "own", {}};
        const int count = random.between(1, static_cast<int>(kMaxOwnBoxes));
        for (int i = 0; i < count; ++i) {
            OwnBox box{.slot = slotNames().at(static_cast<std::size_t>(i))};
            box.width = random.between(2, 100) / 100.0;
            box.height = random.between(2, 100) / 100.0;
            box.x = (1 - box.width) * random.between(0, 100) / 100.0;
            box.y = (1 - box.height) * random.between(0, 100) / 100.0;
            layout.boxes.push_back(box);
        }
        REQUIRE(validate(layout).has_value());
        for (const Box& box : boxesOf(layout, canvas)) {
            REQUIRE(isEven(box.rect));
            REQUIRE(inside(box.rect, {0, 0, canvas.width, canvas.height}));
        }
    }
}

TEST_CASE("a contained picture lies in its box, keeps its shape and touches two edges") {
    tests::Seeded random;
    for (int round = 0; round < kRounds; ++round) {
        const Size picture{random.between(16, 4096), random.between(16, 4096)};
        const Rect box{random.between(0, 500) * 2, random.between(0, 500) * 2, random.between(16, 1000) * 2,
                       random.between(16, 1000) * 2};
        CAPTURE(picture.width);
        CAPTURE(picture.height);
        const Rect rect = fitted(picture, box, Fit::Contain);
        REQUIRE(isEven(rect));
        REQUIRE(inside(rect, box));
        REQUIRE((rect.width == box.width || rect.height == box.height));
        REQUIRE(keepsShape(rect, picture));
    }
}

TEST_CASE("a covering picture leaves no part of its box empty and keeps its shape") {
    tests::Seeded random;
    for (int round = 0; round < kRounds; ++round) {
        const Size picture{random.between(16, 4096), random.between(16, 4096)};
        const Rect box{random.between(0, 500) * 2, random.between(0, 500) * 2, random.between(16, 1000) * 2,
                       random.between(16, 1000) * 2};
        CAPTURE(picture.width);
        CAPTURE(picture.height);
        const Rect rect = fitted(picture, box, Fit::Cover);
        REQUIRE(inside(box, rect));
        REQUIRE(keepsShape(rect, picture));
    }
}
