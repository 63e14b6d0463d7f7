// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/layout.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tsudoi::seminar {

namespace {

struct NamedLayout {
    LayoutKind kind;
    std::string_view name;
};
constexpr std::array<NamedLayout, 13> kLayouts{{
    {LayoutKind::Full, "full"},
    {LayoutKind::LecturerSlides, "lecturer-slides"},
    {LayoutKind::SlidesLecturerCorner, "slides-lecturer-corner"},
    {LayoutKind::LecturerSlidesPanelist, "lecturer-slides-panelist"},
    {LayoutKind::SideBySide, "side-by-side"},
    {LayoutKind::PipTopLeft, "pip-top-left"},
    {LayoutKind::PipTopRight, "pip-top-right"},
    {LayoutKind::PipBottomLeft, "pip-bottom-left"},
    {LayoutKind::PipBottomRight, "pip-bottom-right"},
    {LayoutKind::ThreeBoxes, "three-boxes"},
    {LayoutKind::FourBoxes, "four-boxes"},
    {LayoutKind::Panel, "panel"},
    {LayoutKind::SlidesPanel, "slides-panel"},
}};
static_assert(kLayouts.size() == kBuiltInLayouts.size());

constexpr Size kTileShape{16, 9};
/// The lecturer in the corner: a quarter of the canvas wide, a little away from the edges.
constexpr int kCornerShare = 4;
constexpr int kCornerMargin = 40;
/// A tile beside slides is at most a fifth of the canvas wide.
constexpr int kColumnShare = 5;

constexpr int even(std::int64_t value) noexcept {
    return static_cast<int>(value - value % 2);
}
constexpr int evenAtLeastTwo(std::int64_t value) noexcept {
    return std::max(even(value), 2);
}

/// \return the largest box of the shape of a tile in \p area, centred
Rect tileIn(const Rect& area) {
    return fitted(kTileShape, area, Fit::Contain);
}

std::vector<Box> full(Size canvas) {
    return {{"main", {0, 0, canvas.width, canvas.height}, Fit::Contain}};
}

/// Slides on two thirds of the width, the lecturer beside them on the rest: neither hides the other.
std::vector<Box> lecturerSlides(Size canvas) {
    const int split = even(std::int64_t{canvas.width} * 2 / 3);
    const Rect left{0, 0, split, canvas.height};
    const Rect right{split, 0, canvas.width - split, canvas.height};
    return {{"slides", tileIn(left), Fit::Contain}, {"lecturer", tileIn(right), Fit::Contain}};
}

/// The lecturer above, a panelist below them.
std::vector<Box> lecturerSlidesPanelist(Size canvas) {
    const int split = even(std::int64_t{canvas.width} * 2 / 3);
    const Rect tile = tileIn({0, 0, canvas.width - split, evenAtLeastTwo(canvas.height / 2)});
    const int left = split + even((canvas.width - split - tile.width) / 2);
    const int top = even((canvas.height - 2 * tile.height) / 2);
    return {{"slides", tileIn({0, 0, split, canvas.height}), Fit::Contain},
            {"lecturer", {left, top, tile.width, tile.height}, Fit::Cover},
            {"panelist", {left, top + tile.height, tile.width, tile.height}, Fit::Cover}};
}

/// One is the canvas, the other lies over a corner of it.
std::vector<Box> inCorner(const std::string& large, const std::string& small, bool right, bool bottom, Size canvas) {
    const int margin = even(std::min(canvas.width, canvas.height) / kCornerMargin);
    const Rect tile =
        tileIn({0, 0, evenAtLeastTwo(canvas.width / kCornerShare), evenAtLeastTwo(canvas.height / kCornerShare)});
    const Rect corner{right ? canvas.width - margin - tile.width : margin,
                      bottom ? canvas.height - margin - tile.height : margin, tile.width, tile.height};
    return {{large, {0, 0, canvas.width, canvas.height}, Fit::Contain}, {small, corner, Fit::Cover}};
}

/// Three columns: people beside one another.
std::vector<Box> threeBoxes(Size canvas) {
    const int width = even(canvas.width / 3);
    const int middle = canvas.width - 2 * width;
    return {{"left", {0, 0, width, canvas.height}, Fit::Cover},
            {"centre", {width, 0, middle, canvas.height}, Fit::Cover},
            {"right", {width + middle, 0, width, canvas.height}, Fit::Cover}};
}

std::vector<Box> fourBoxes(Size canvas) {
    const int left = even(canvas.width / 2);
    const int top = even(canvas.height / 2);
    const int right = canvas.width - left;
    const int bottom = canvas.height - top;
    return {{"1", {0, 0, left, top}, Fit::Cover},
            {"2", {left, 0, right, top}, Fit::Cover},
            {"3", {0, top, left, bottom}, Fit::Cover},
            {"4", {left, top, right, bottom}, Fit::Cover}};
}

std::vector<Box> sideBySide(Size canvas) {
    const int half = even(canvas.width / 2);
    return {{"left", tileIn({0, 0, half, canvas.height}), Fit::Contain},
            {"right", tileIn({half, 0, canvas.width - half, canvas.height}), Fit::Contain}};
}

struct Grid {
    int columns = 1;
    int rows = 1;
    Size tile;
};

Grid gridWith(int columns, int count, Size canvas) {
    const int rows = (count + columns - 1) / columns;
    const Rect cell{0, 0, even(canvas.width / columns), even(canvas.height / rows)};
    const Rect tile = tileIn(cell);
    return {columns, rows, {tile.width, tile.height}};
}

Grid bestGrid(int count, Size canvas) {
    Grid best = gridWith(1, count, canvas);
    for (int columns = 2; columns <= count; ++columns) {
        const Grid grid = gridWith(columns, count, canvas);
        if (grid.tile.width >= best.tile.width) {
            best = grid;
        }
    }
    return best;
}

/// Tiles touch each other; the whole block is centred, and so is its last row.
std::vector<Box> panel(std::vector<std::string> taken, Size canvas) {
    if (taken.empty()) {
        taken.emplace_back("1");
    }
    const int count = static_cast<int>(taken.size());
    const Grid grid = bestGrid(count, canvas);
    const int top = even((canvas.height - grid.rows * grid.tile.height) / 2);
    std::vector<Box> boxes;
    for (int i = 0; i < count; ++i) {
        const int row = i / grid.columns;
        const int inRow = std::min(grid.columns, count - row * grid.columns);
        const int left = even((canvas.width - inRow * grid.tile.width) / 2);
        const Rect rect{left + (i % grid.columns) * grid.tile.width, top + row * grid.tile.height, grid.tile.width,
                        grid.tile.height};
        boxes.push_back({taken[static_cast<std::size_t>(i)], rect, Fit::Cover});
    }
    return boxes;
}

/// Slides as large as the column of tiles leaves them; more tiles make a narrower column.
std::vector<Box> slidesPanel(const std::vector<std::string>& taken, Size canvas) {
    const int count = static_cast<int>(taken.size());
    const Rect cell =
        count == 0 ? Rect{}
                   : tileIn({0, 0, evenAtLeastTwo(canvas.width / kColumnShare), evenAtLeastTwo(canvas.height / count)});
    const int top = even(std::max(canvas.height - count * cell.height, 0) / 2);
    const Rect slides{0, 0, canvas.width - cell.width, canvas.height};
    std::vector<Box> boxes{{"slides", slides, Fit::Contain}};
    for (int i = 0; i < count; ++i) {
        const Rect rect{slides.width, top + i * cell.height, cell.width, cell.height};
        boxes.push_back({taken[static_cast<std::size_t>(i)], rect, Fit::Cover});
    }
    return boxes;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

}  // namespace

std::string_view layoutName(LayoutKind kind) noexcept {
    const auto found = std::ranges::find(kLayouts, kind, &NamedLayout::kind);
    return found != kLayouts.end() ? found->name : std::string_view{};
}

Result<LayoutKind> layoutByName(std::string_view name) {
    const auto found = std::ranges::find(kLayouts, name, &NamedLayout::name);
    if (found != kLayouts.end()) {
        return found->kind;
    }
    std::vector<std::string> names;
    for (const NamedLayout& layout : kLayouts) {
        names.emplace_back(layout.name);
    }
    return fail(ErrorCode::InvalidArgument, Text{"そのレイアウトはありません（使えるもの: " + joined(names) + "）。",
                                                 "There is no such layout (there are: " + joined(names) + ")."});
}

std::vector<std::string> slotsOf(LayoutKind layout) {
    switch (layout) {
        case LayoutKind::Full: return {"main"};
        case LayoutKind::LecturerSlides:
        case LayoutKind::SlidesLecturerCorner: return {"lecturer", "slides"};
        case LayoutKind::LecturerSlidesPanelist: return {"lecturer", "slides", "panelist"};
        case LayoutKind::SideBySide: return {"left", "right"};
        case LayoutKind::PipTopLeft:
        case LayoutKind::PipTopRight:
        case LayoutKind::PipBottomLeft:
        case LayoutKind::PipBottomRight: return {"main", "inset"};
        case LayoutKind::ThreeBoxes: return {"left", "centre", "right"};
        case LayoutKind::FourBoxes: return {"1", "2", "3", "4"};
        case LayoutKind::Own: return {};
        case LayoutKind::Panel:
        case LayoutKind::SlidesPanel: break;
    }
    std::vector<std::string> tiles;
    if (layout == LayoutKind::SlidesPanel) {
        tiles.emplace_back("slides");
    }
    for (int i = 1; i <= kMaxPanelTiles; ++i) {
        tiles.push_back(std::to_string(i));
    }
    return tiles;
}

std::vector<Box> boxesOf(LayoutKind layout, const std::vector<std::string>& tiles, Size canvas) {
    const Size whole{evenAtLeastTwo(canvas.width), evenAtLeastTwo(canvas.height)};
    switch (layout) {
        case LayoutKind::Full: return full(whole);
        case LayoutKind::LecturerSlides: return lecturerSlides(whole);
        case LayoutKind::SlidesLecturerCorner: return inCorner("slides", "lecturer", true, true, whole);
        case LayoutKind::LecturerSlidesPanelist: return lecturerSlidesPanelist(whole);
        case LayoutKind::SideBySide: return sideBySide(whole);
        case LayoutKind::PipTopLeft: return inCorner("main", "inset", false, false, whole);
        case LayoutKind::PipTopRight: return inCorner("main", "inset", true, false, whole);
        case LayoutKind::PipBottomLeft: return inCorner("main", "inset", false, true, whole);
        case LayoutKind::PipBottomRight: return inCorner("main", "inset", true, true, whole);
        case LayoutKind::ThreeBoxes: return threeBoxes(whole);
        case LayoutKind::FourBoxes: return fourBoxes(whole);
        case LayoutKind::SlidesPanel: return slidesPanel(tiles, whole);
        case LayoutKind::Own: return {};
        case LayoutKind::Panel: break;
    }
    return panel(tiles, whole);
}

}  // namespace tsudoi::seminar
