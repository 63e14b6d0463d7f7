// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/multiview_layout.h"

#include <doctest/doctest.h>

#include <string>

using namespace tsudoi;
using namespace tsudoi::pipeline;

namespace {

std::vector<std::pair<InputId, Size>> inputs(int count, Size size) {
    std::vector<std::pair<InputId, Size>> all;
    for (int i = 0; i < count; ++i) {
        all.emplace_back(InputId("camera-" + std::to_string(i)), size);
    }
    return all;
}

bool even(int number) {
    return number % 2 == 0;
}

bool meet(const Rect& a, const Rect& b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

}  // namespace

TEST_CASE("preview and programme lie side by side over rows of four inputs") {
    const auto multiview = multiviewOf({1920, 1080}, inputs(5, {1920, 1080}));
    CHECK(multiview.size == Size{1280, 720});
    CHECK(multiview.cells[0].id.kind == seminar::PictureId::Kind::Preview);
    CHECK(multiview.cells[1].box == Rect{640, 0, 640, 360});
    CHECK(multiview.cells[2].box == Rect{0, 360, 320, 180});
    CHECK(multiview.cells[5].box == Rect{960, 360, 320, 180});
    CHECK(multiview.cells[6].box == Rect{0, 540, 320, 180});
    CHECK(multiviewOf({1920, 1080}, {}).size == Size{1280, 360});
}

TEST_CASE("whatever shapes the pictures have, cells are even, inside and apart") {
    for (const Size shape : {Size{640, 480}, Size{720, 1280}, Size{17, 9}, Size{3840, 400}, Size{}}) {
        for (const Size canvas : {Size{1920, 1080}, Size{1024, 768}, Size{854, 480}, Size{320, 180}}) {
            const auto multiview = multiviewOf(canvas, inputs(7, shape));
            CHECK(even(multiview.size.width));
            CHECK(even(multiview.size.height));
            for (const auto& [id, box] : multiview.cells) {
                CHECK((even(box.x) && even(box.y) && even(box.width) && even(box.height)));
                CHECK((box.width >= 2 && box.height >= 2));
                CHECK((box.x >= 0 && box.x + box.width <= multiview.size.width));
                CHECK((box.y >= 0 && box.y + box.height <= multiview.size.height));
                for (const auto& other : multiview.cells) {
                    CHECK((other.id == id || !meet(box, other.box)));
                }
            }
        }
    }
}
