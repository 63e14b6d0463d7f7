// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/tile_painter.h"

#include "pipeline/picture_blend.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tsudoi::pipeline {

namespace {

/// Borders are given for a canvas of this height.
constexpr int kBorderLines = 1080;
/// How high a tag is: a share of its tile, and at least and at most a share of the canvas.
constexpr int kTagOfTile = 8;
constexpr int kTagLeast = 30;
constexpr int kTagMost = 14;
constexpr int kTagOpacity = 224;  ///< in 256ths

constexpr int even(int value) noexcept {
    return value - value % 2;
}

Rect common(const Rect& a, const Rect& b) {
    const int left = std::max(a.x, b.x);
    const int top = std::max(a.y, b.y);
    const int right = std::min(a.x + a.width, b.x + b.width);
    const int bottom = std::min(a.y + a.height, b.y + b.height);
    return {left, top, right - left, bottom - top};
}

/// \return the stretch of a source of \p length that lies at \p offset, \p part in \p whole
struct Span {
    int start = 0;
    int length = 0;
};
Span sourceSpan(int length, int offset, int part, int whole) {
    const auto scaled = [length, whole](int value) {
        return even(static_cast<int>(std::int64_t{length} * value / whole));
    };
    const int start = scaled(offset);
    const int rest = even(length) - start;
    return {start, std::clamp(scaled(part), 2, std::max(rest, 2))};
}

/// FNV over the boxes: two canvases of the same fingerprint are black in the same places.
std::uint64_t fingerprint(const std::vector<Placement>& placements) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const Placement& placement : placements) {
        const Rect& box = placement.target;
        for (const int number : {box.x, box.y, box.width, box.height}) {
            hash = (hash ^ static_cast<std::uint64_t>(number)) * 1099511628211ULL;
        }
    }
    return hash | 1U;  // 0 stands for a canvas of unknown content
}

std::vector<Placement> placementsOf(const Tiles& tiles) {
    std::vector<Placement> placements;
    for (const Tile& tile : tiles) {
        if (const auto placement = tile.picture ? placementOf(tile) : std::nullopt) {
            placements.push_back(*placement);
        }
    }
    return placements;
}

Rect inner(const Rect& box, int by) {
    return {box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by};
}

/// \return how wide a border is on a canvas; even
int borderOn(int lines, int border) {
    return border == 0 ? 0 : std::max(even(border * lines / kBorderLines), 2);
}

/// \return how large a tag is in a tile; empty: there is no room for it
Size tagSize(Size tag, Size tile, int lines) {
    const int height = std::clamp(tile.height / kTagOfTile, lines / kTagLeast, lines / kTagMost);
    const std::int64_t width = std::int64_t{tag.width} * height / std::max(tag.height, 1);
    if (width <= tile.width) {
        return {even(static_cast<int>(width)), even(height)};
    }
    return {even(tile.width), even(static_cast<int>(std::int64_t{tag.height} * tile.width / tag.width))};
}

}  // namespace

std::optional<Placement> placementOf(const Tile& tile) {
    const Size picture = tile.picture->size;
    const Rect whole = seminar::framed(picture, tile.box, tile.fit, tile.framing);
    const Rect seen = common(whole, tile.box);
    if (picture.width < 2 || picture.height < 2 || seen.width < 2 || seen.height < 2) {
        return std::nullopt;
    }
    Span across = sourceSpan(picture.width, seen.x - whole.x, seen.width, whole.width);
    if (tile.framing.mirror) {
        across.start = even(picture.width) - across.start - across.length;
    }
    const Span down = sourceSpan(picture.height, seen.y - whole.y, seen.height, whole.height);
    return Placement{{across.start, down.start, across.length, down.length}, seen};
}

TilePainter::TilePainter(Size canvas, PicturePtr black, PicturePool& pool)
    : canvas_(canvas), black_(std::move(black)), pool_(pool) {}

bool TilePainter::isWholeCanvas(const Tile& tile) const {
    const auto place = tile.picture ? placementOf(tile) : std::nullopt;
    const bool asItIs = tile.tag == nullptr && !tile.framing.mirror && tile.framing.border == 0;
    return place && asItIs && place->target == Rect{0, 0, canvas_.width, canvas_.height} &&
           place->source == Rect{0, 0, canvas_.width, canvas_.height} && tile.picture->size == canvas_;
}

PicturePtr TilePainter::draw(const Tiles& tiles) {
    const std::vector<Placement> placements = placementsOf(tiles);
    if (placements.empty()) {
        return black_;
    }
    if (isWholeCanvas(tiles.back())) {
        return tiles.back().picture;
    }
    const auto canvas = pool_.acquire();
    const std::uint64_t background = fingerprint(placements);
    if (canvas->background != background) {
        fillBlack(*canvas);
        canvas->background = background;
    }
    for (const Tile& tile : tiles) {
        drawTile(*canvas, tile);
    }
    return canvas;
}

void TilePainter::drawTile(Picture& canvas, const Tile& tile) {
    const auto placement = tile.picture ? placementOf(tile) : std::nullopt;
    if (!placement) {
        return;
    }
    const Size size{placement->target.width, placement->target.height};
    const auto [picture, at] = [&]() -> std::pair<PicturePtr, Position> {
        if (placement->source.width == size.width && placement->source.height == size.height) {
            return {tile.picture, {placement->source.x, placement->source.y}};
        }
        return {tile.glides ? PictureScaler::scaledOnce(tile.picture, placement->source, size)
                            : scaler_.scaled(tile.picture, placement->source, size),
                {}};
    }();
    if (tile.framing.mirror) {
        copyMirrored(*picture, at, canvas, placement->target);
    } else {
        copy(*picture, at, canvas, placement->target);
    }
    const int lines = tile.lines > 0 ? tile.lines : canvas_.height;
    const int border = borderOn(lines, tile.framing.border);
    if (border > 0) {
        frame(canvas, placement->target, border, colourOf(tile.framing.borderColour));
    }
    if (tile.tag) {
        drawTag(canvas, tile.tag, inner(placement->target, border), lines);
    }
}

void TilePainter::drawTag(Picture& canvas, const PicturePtr& tag, const Rect& seen, int lines) {
    const Size size = tagSize(tag->size, {seen.width, seen.height}, lines);
    if (size.width < 2 || size.height < 2 || size.height > seen.height) {
        return;
    }
    const PicturePtr scaled = scaler_.scaled(tag, {0, 0, even(tag->size.width), even(tag->size.height)}, size);
    overlay(*scaled, kTagOpacity, canvas, {seen.x, seen.y + seen.height - size.height});
}

}  // namespace tsudoi::pipeline
