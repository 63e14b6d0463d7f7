// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/frame_plan.h"
#include "pipeline/picture_scaler.h"

#include <optional>

namespace tsudoi::pipeline {

/// \return which part of a picture is seen where, all numbers even; nullopt when nothing is
[[nodiscard]] std::optional<Placement> placementOf(const Tile& tile);

/// Draws the tiles of one canvas, bottom first; remembers what was scaled.
///
/// A single picture of the canvas' own size that nothing was done to is handed on without touching its pixels.
///
/// Place in the flow: VideoMixer, ReturnFeed -> [TilePainter].
/// Threads: thread-bound. Borrows the pool.
class TilePainter {
public:
    TilePainter(Size canvas, PicturePtr black, PicturePool& pool);

    [[nodiscard]] PicturePtr draw(const Tiles& tiles);
    void endFrame() { scaler_.endFrame(); }

private:
    void drawTile(Picture& canvas, const Tile& tile);
    void drawTag(Picture& canvas, const PicturePtr& tag, const Rect& seen, int lines);
    [[nodiscard]] bool isWholeCanvas(const Tile& tile) const;

    const Size canvas_;
    const PicturePtr black_;
    PicturePool& pool_;
    PictureScaler scaler_;
};

}  // namespace tsudoi::pipeline
