// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/video_mixer.h"

#include "pipeline/picture_blend.h"
#include "pipeline/tile_motion.h"
#include "pipeline/title_card.h"

#include <algorithm>

namespace tsudoi::pipeline {

namespace {

using seminar::TransitionKind;

constexpr int even(int value) noexcept {
    return value - value % 2;
}

/// \return an even number of pixels of \p whole
int partOf(int whole, int progress) {
    return even(static_cast<int>(std::int64_t{whole} * progress / kArrived));
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
    } else if (plan.progress < kArrived) {
        last_ = between(plan);
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

PicturePtr VideoMixer::whatWasBefore(const FramePlan& plan) {
    if (plan.beforeIsLastFrame && frozenFor_ != plan.transition) {
        frozen_ = last_;
        frozenFor_ = plan.transition;
    }
    return plan.beforeIsLastFrame && frozen_ ? frozen_ : drawTiles(plan.before);
}

PicturePtr VideoMixer::between(const FramePlan& plan) {
    if (plan.kind == TransitionKind::Move) {
        return drawTiles(onTheWay(plan.before, plan.scene, plan.progress));
    }
    const PicturePtr before = whatWasBefore(plan);
    const PicturePtr after = drawTiles(plan.scene);
    if (before == after) {
        return after;
    }
    const auto out = pool_.acquire();
    out->background = 0;
    mix(plan, *before, *after, *out);
    return out;
}

void VideoMixer::mix(const FramePlan& plan, const Picture& before, const Picture& after, Picture& out) const {
    const int opacity = plan.progress * kOpaque / kArrived;
    const int height = canvas_.height;
    switch (plan.kind) {
        case TransitionKind::Cut:
        case TransitionKind::Move:
        case TransitionKind::Fade: blend(before, after, opacity, out); break;
        case TransitionKind::FadeBlack: {
            const bool falling = 2 * opacity < kOpaque;
            blend(falling ? before : *black_, falling ? *black_ : after, falling ? 2 * opacity : 2 * opacity - kOpaque,
                  out);
            break;
        }
        case TransitionKind::Wipe: {
            const int line = partOf(canvas_.width, plan.progress);
            copy(after, {}, out, {0, 0, line, height});
            copy(before, {line, 0}, out, {line, 0, canvas_.width - line, height});
            break;
        }
        case TransitionKind::Push: {
            const int pushed = partOf(canvas_.width, eased(plan.progress));
            copy(before, {pushed, 0}, out, {0, 0, canvas_.width - pushed, height});
            copy(after, {}, out, {canvas_.width - pushed, 0, pushed, height});
            break;
        }
    }
}

PicturePtr VideoMixer::drawTiles(const Tiles& tiles) {
    const std::vector<Placement> placements = placementsOf(tiles);
    if (placements.empty()) {
        return black_;
    }
    const Rect everything{0, 0, canvas_.width, canvas_.height};
    const Tile& top = tiles.back();
    const auto place = top.picture ? placementOf(top) : std::nullopt;
    if (place && place->target == everything && top.picture->size == canvas_) {
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
        const PicturePtr scaled = tile.glides ? PictureScaler::scaledOnce(tile.picture, placement->source, size)
                                              : scaler_.scaled(tile.picture, placement->source, size);
        copy(*scaled, {}, canvas, placement->target);
    }
}

}  // namespace tsudoi::pipeline
