// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/picture_look.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

using namespace tsudoi;

namespace {

constexpr Size kSize{320, 180};
constexpr std::ptrdiff_t kStride = 384;

std::vector<std::uint8_t> plane(std::uint8_t luma) {
    return std::vector<std::uint8_t>(kStride * kSize.height, luma);
}

}  // namespace

TEST_CASE("black is black, a light spot in it is not") {
    auto picture = plane(17);
    CHECK(lookAt(picture.data(), kStride, kSize).black());
    for (int y = 0; y < 20; ++y) {
        for (int x = 0; x < 20; ++x) {
            picture[static_cast<std::size_t>(y * kStride + x)] = 200;
        }
    }
    const PictureLook look = lookAt(picture.data(), kStride, kSize);
    CHECK_FALSE(look.black());
    CHECK(look.brightest() == 200);
    CHECK(look.darkest() == 17);
    CHECK(look.mean() == doctest::Approx(17 + 183.0 / 144).epsilon(0.01));
}

TEST_CASE("two looks differ by what moved") {
    auto picture = plane(100);
    const PictureLook before = lookAt(picture.data(), kStride, kSize);
    CHECK(before.distance(before) == 0);
    for (int y = 160; y < 180; ++y) {
        picture[static_cast<std::size_t>(y * kStride + 310)] = 120;
    }
    CHECK(lookAt(picture.data(), kStride, kSize).distance(before) <= 5);  // a thin line is little
    picture.assign(picture.size(), 60);
    CHECK(lookAt(picture.data(), kStride, kSize).distance(before) == 40);
}

TEST_CASE("tiny pictures have a look, too") {
    const std::vector<std::uint8_t> picture(4, 50);
    CHECK(lookAt(picture.data(), 2, {2, 2}).mean() == 50);
}
