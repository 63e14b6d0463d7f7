// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/frame_plan.h"
#include "pipeline/tile_painter.h"

namespace tsudoi::pipeline {

/// Draws programme frames: a pure function of the plan, apart from what it remembers to save work.
///
/// A transition mixes two pictures that are drawn whole, so neither background nor lower tiles can
/// shine through; a move is one picture with its tiles on their way.
///
/// Place in the flow: tick thread -> FramePlan -> [VideoMixer] -> encoders, studio pictures.
/// Threads: thread-bound (composer thread).
class VideoMixer {
public:
    explicit VideoMixer(Size canvas);

    [[nodiscard]] PicturePtr draw(const FramePlan& plan);
    /// Draws one canvas without transition or slate (the preview).
    [[nodiscard]] PicturePtr drawTiles(const Tiles& tiles) { return tiles_.draw(tiles); }
    void endFrame() { tiles_.endFrame(); }

private:
    [[nodiscard]] PicturePtr slate(const PicturePtr& card);
    [[nodiscard]] PicturePtr between(const FramePlan& plan);
    [[nodiscard]] PicturePtr whatWasBefore(const FramePlan& plan);
    void mix(const FramePlan& plan, const Picture& before, const Picture& after, Picture& out) const;
    [[nodiscard]] PicturePtr titled(const PicturePtr& below, const Overlay& title);

    Size canvas_;
    PicturePtr black_;
    PicturePool pool_;
    TilePainter tiles_;
    PicturePtr last_;    ///< what was put on air last, without a title
    PicturePtr frozen_;  ///< what was on air when an interrupted transition was taken over
    std::int64_t frozenFor_ = 0;
};

}  // namespace tsudoi::pipeline
