// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/video_mixer.h"

#include "pipeline/picture_blend.h"
#include "pipeline/title_card.h"

#include <algorithm>

namespace tsudoi::pipeline {

namespace {

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

}  // namespace

std::optional<Placement> placementOf(const Tile& tile) {
    const Size picture = tile.picture->size;
    const Rect whole = seminar::fitted(picture, tile.box, tile.fit);
    const Rect seen = common(whole, tile.box);
    if (picture.width < 2 || picture.height < 2 || seen.width < 2 || seen.height < 2) {
        return std::nullopt;
    }
    const Span across = sourceSpan(picture.width, seen.x - whole.x, seen.width, whole.width);
    const Span down = sourceSpan(picture.height, seen.y - whole.y, seen.height, whole.height);
    return Placement{{across.start, down.start, across.length, down.length}, seen};
}

VideoMixer::VideoMixer(Size canvas) : canvas_(canvas), black_(blackPicture(canvas)), pool_(canvas) {}

PicturePtr VideoMixer::draw(const FramePlan& plan) {
    if (plan.slate) {
        last_ = slate(plan.slateCard);
    } else if (plan.opacity < kOpaque) {
        last_ = blended(plan);
    } else {
        frozen_.reset();
        last_ = drawTiles(plan.scene);
    }
    endFrame();
    return plan.slate ? last_ : titled(last_, plan.title);
}

PicturePtr VideoMixer::titled(const PicturePtr& below, const Overlay& title) {
    const auto at = title.seen() ? titlePosition(title.picture->size, canvas_) : std::nullopt;
    if (!at) {
        return below;
    }
    const auto canvas = pool_.acquire();
    canvas->background = 0;
    copy(*below, {}, *canvas, {0, 0, canvas_.width, canvas_.height});
    overlay(*title.picture, title.opacity, *canvas, *at);
    return canvas;
}

PicturePtr VideoMixer::slate(const PicturePtr& card) {
    frozen_.reset();
    return card && card->size == canvas_ ? card : black_;
}

PicturePtr VideoMixer::blended(const FramePlan& plan) {
    if (plan.beforeIsLastFrame && frozenFor_ != plan.transition) {
        frozen_ = last_;
        frozenFor_ = plan.transition;
    }
    const bool frozen = plan.beforeIsLastFrame && frozen_;
    const PicturePtr before = frozen ? frozen_ : drawTiles(plan.before);
    const PicturePtr after = drawTiles(plan.scene);
    if (before == after) {
        return after;
    }
    const auto out = pool_.acquire();
    out->background = 0;
    blend(*before, *after, plan.opacity, *out);
    return out;
}

PicturePtr VideoMixer::drawTiles(const Tiles& tiles) {
    const std::vector<Placement> placements = placementsOf(tiles);
    if (placements.empty()) {
        return black_;
    }
    const Rect everything{0, 0, canvas_.width, canvas_.height};
    const Tile& top = tiles.back();
    if (top.picture && top.picture->size == canvas_ && placements.back().target == everything) {
        return top.picture;
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

void VideoMixer::drawTile(Picture& canvas, const Tile& tile) {
    const auto placement = tile.picture ? placementOf(tile) : std::nullopt;
    if (!placement) {
        return;
    }
    const Size size{placement->target.width, placement->target.height};
    const bool unscaled = placement->source.width == size.width && placement->source.height == size.height;
    if (unscaled) {
        copy(*tile.picture, {placement->source.x, placement->source.y}, canvas, placement->target);
    } else {
        copy(*scaler_.scaled(tile.picture, placement->source, size), {}, canvas, placement->target);
    }
}

}  // namespace tsudoi::pipeline
