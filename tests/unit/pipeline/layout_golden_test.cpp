// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/programme_desk.h"
#include "pipeline/tile_painter.h"
#include "seminar/scene.h"

#include <doctest/doctest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

/// Every layout as it is drawn, against drawings in letters: one letter per 16 by 16 pixels, the slot's place in the
/// order of the number keys, a dot where the canvas is black.
namespace tsudoi::pipeline {

namespace {

constexpr Size kCanvas{640, 368};
constexpr int kCell = 16;
constexpr int kFirstLuma = 60;
constexpr int kLumaStep = 20;

PicturePtr greyOf(int number) {
    auto picture = makePicture({1280, 720});
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const int luma = kFirstLuma + kLumaStep * number;
        std::memset(picture->planes.at(i).data, i == 0 ? luma : 128,
                    static_cast<std::size_t>(picture->planes.at(i).stride) *
                        static_cast<std::size_t>(planeSize(picture->size, i).height));
    }
    return picture;
}

/// Every slot taken, in the order of the number keys.
seminar::Scene fullScene(seminar::LayoutKind layout) {
    seminar::Scene scene{.layout = layout};
    int number = 0;
    for (const std::string& slot : seminar::slotsOf(layout)) {
        scene.slots[slot] = InputId(std::to_string(number++));
    }
    return scene;
}

std::string letters(const Picture& picture) {
    std::string drawing;
    for (int y = kCell / 2; y < picture.size.height; y += kCell) {
        for (int x = kCell / 2; x < picture.size.width; x += kCell) {
            const int luma = picture.planes[0].data[std::ptrdiff_t{y} * picture.planes[0].stride + x];
            // Scaling may be off by one.
            const int number = (luma - kFirstLuma + kLumaStep / 2) / kLumaStep;
            drawing += luma < kFirstLuma - kLumaStep / 2 ? '.' : static_cast<char>('1' + number);
        }
        drawing += '\n';
    }
    return drawing;
}

std::string drawn(const seminar::Scene& scene) {
    PicturePool pool(kCanvas);
    TilePainter painter(kCanvas, blackPicture(kCanvas), pool);
    const Tiles tiles =
        tilesOf(scene, kCanvas, [](const InputId& input) { return Shot{greyOf(std::stoi(input.str()))}; });
    return letters(*painter.draw(tiles));
}

std::string golden(const std::string& name) {
    const std::ifstream file(std::filesystem::path(TSUDOI_SOURCE_DIR) / "tests/golden/layouts" / (name + ".txt"));
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("every layout is drawn as in its golden picture") {
    for (const seminar::LayoutKind layout : seminar::kBuiltInLayouts) {
        const std::string name(seminar::layoutName(layout));
        CAPTURE(name);
        CHECK(drawn(fullScene(layout)) == golden(name));
    }
}

}  // namespace tsudoi::pipeline
