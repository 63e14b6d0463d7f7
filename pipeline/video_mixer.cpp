// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/video_mixer.h"

#include "pipeline/picture_blend.h"
#include "pipeline/tile_motion.h"
#include "pipeline/title_card.h"

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

}  // namespace

VideoMixer::VideoMixer(Size canvas)
    : canvas_(canvas), black_(blackPicture(canvas)), pool_(canvas), tiles_(canvas, black_, pool_) {}

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

}  // namespace tsudoi::pipeline
