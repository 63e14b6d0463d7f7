// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/layout.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

namespace tsudoi::seminar {

namespace {

struct NamedLayout {
    LayoutKind kind;
    std::string_view name;
};
constexpr std::array<NamedLayout, 6> kLayouts{{
    {LayoutKind::Full, "full"},
    {LayoutKind::LecturerSlides, "lecturer-slides"},
    {LayoutKind::SlidesLecturerCorner, "slides-lecturer-corner"},
    {LayoutKind::SideBySide, "side-by-side"},
    {LayoutKind::Panel, "panel"},
    {LayoutKind::SlidesPanel, "slides-panel"},
}};

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

Rect centred(Size size, const Rect& box) {
    const int x = box.x + even((box.width - size.width) / 2);
    const int y = box.y + even((box.height - size.height) / 2);
    return {x, y, size.width, size.height};
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

std::vector<Box> slidesLecturerCorner(Size canvas) {
    const int margin = even(std::min(canvas.width, canvas.height) / kCornerMargin);
    const Rect tile =
        tileIn({0, 0, evenAtLeastTwo(canvas.width / kCornerShare), evenAtLeastTwo(canvas.height / kCornerShare)});
    const Rect corner{canvas.width - margin - tile.width, canvas.height - margin - tile.height, tile.width,
                      tile.height};
    return {{"slides", {0, 0, canvas.width, canvas.height}, Fit::Contain}, {"lecturer", corner, Fit::Cover}};
}

std::vector<Box> sideBySide(Size canvas) {
    const int half = even(canvas.width / 2);
    return {{"left", tileIn({0, 0, half, canvas.height}), Fit::Contain},
            {"right", tileIn({half, 0, canvas.width - half, canvas.height}), Fit::Contain}};
}

std::vector<std::string> panelSlots(const Scene& scene) {
    std::vector<std::string> taken;
    for (const std::string& slot : slotsOf(LayoutKind::Panel)) {
        const auto found = scene.slots.find(slot);
        if (found != scene.slots.end() && !found->second.empty()) {
            taken.push_back(slot);
        }
    }
    return taken;
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
std::vector<Box> panel(const Scene& scene, Size canvas) {
    std::vector<std::string> taken = panelSlots(scene);
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
std::vector<Box> slidesPanel(const Scene& scene, Size canvas) {
    const std::vector<std::string> taken = panelSlots(scene);
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

Status unknownSlot(const std::string& slot, LayoutKind layout) {
    const std::string known = joined(slotsOf(layout));
    const std::string name{layoutName(layout)};
    return fail(ErrorCode::InvalidArgument,
                Text{"レイアウト「" + name + "」に枠「" + slot + "」はありません（使える枠: " + known + "）。",
                     "Layout \"" + name + "\" has no slot \"" + slot + "\" (it has: " + known + ")."});
}

Status twice(const InputId& input) {
    return fail(ErrorCode::InvalidArgument,
                Text{"入力「" + input.str() + "」が二つの枠に入っています。どちらか一つにしてください。",
                     "Input \"" + input.str() + "\" is in two slots. Leave it in one."});
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
        case LayoutKind::SideBySide: return {"left", "right"};
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

std::vector<Box> boxesOf(const Scene& scene, Size canvas) {
    const Size whole{evenAtLeastTwo(canvas.width), evenAtLeastTwo(canvas.height)};
    switch (scene.layout) {
        case LayoutKind::Full: return full(whole);
        case LayoutKind::LecturerSlides: return lecturerSlides(whole);
        case LayoutKind::SlidesLecturerCorner: return slidesLecturerCorner(whole);
        case LayoutKind::SideBySide: return sideBySide(whole);
        case LayoutKind::SlidesPanel: return slidesPanel(scene, whole);
        case LayoutKind::Panel: break;
    }
    return panel(scene, whole);
}

Scene panelOf(const std::vector<InputId>& inputs) {
    Scene scene{.layout = LayoutKind::Panel};
    const std::vector<std::string> slots = slotsOf(LayoutKind::Panel);
    for (std::size_t i = 0; i < std::min(slots.size(), inputs.size()); ++i) {
        scene.slots[slots[i]] = inputs[i];
    }
    return scene;
}

Scene slidesPanelOf(const InputId& slides, const std::vector<InputId>& inputs) {
    Scene scene = panelOf(inputs);
    scene.layout = LayoutKind::SlidesPanel;
    scene.slots["slides"] = slides;
    return scene;
}

Rect fitted(Size picture, const Rect& box, Fit fit) {
    if (picture.empty()) {
        return box;
    }
    const std::int64_t byWidth = std::int64_t{box.width} * picture.height;
    const std::int64_t byHeight = std::int64_t{box.height} * picture.width;
    const bool widthDecides = (fit == Fit::Contain) == (byWidth <= byHeight);
    Size size{even(box.width), even(box.height)};
    if (widthDecides) {
        size.height = evenAtLeastTwo(byWidth / picture.width);
    } else {
        size.width = evenAtLeastTwo(byHeight / picture.height);
    }
    return centred(size, box);
}

Status validate(const Scene& scene) {
    const std::vector<std::string> known = slotsOf(scene.layout);
    std::set<InputId> seen;
    for (const auto& [slot, input] : scene.slots) {
        if (std::ranges::find(known, slot) == known.end()) {
            return unknownSlot(slot, scene.layout);
        }
        if (!input.empty() && !seen.insert(input).second) {
            return twice(input);
        }
    }
    return {};
}

bool shows(const Scene& scene, const InputId& input) {
    return std::ranges::any_of(scene.slots, [&](const auto& slot) { return slot.second == input; });
}

}  // namespace tsudoi::seminar
