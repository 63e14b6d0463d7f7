// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"
#include "base/media.h"

namespace tsudoi::recorder {

/// Where the parts of a segment end, counted from the segment's start, in whole frames.
///
/// A segment is one GOP of 2 s; its parts are as equal as whole frames allow: 25 frames/s gives 12 and 13 frames.
/// Without pictures (frame rate 0) the grid is plain time.
class PartGrid {
public:
    static constexpr int kParts = 4;

    PartGrid() = default;
    explicit PartGrid(Fraction frameRate);

    [[nodiscard]] int segmentFrames() const noexcept { return segmentFrames_; }
    [[nodiscard]] MediaTime frame() const noexcept { return frame_; }
    /// \param part  0 to kParts; kParts is the short fifth part while a late keyframe is awaited
    [[nodiscard]] MediaTime partEnd(int part) const;
    [[nodiscard]] MediaTime longestPart() const;
    /// No segment may be longer, or it would round to more than the target duration.
    [[nodiscard]] MediaTime longestSegment() const;
    /// A keyframe that comes earlier starts no segment.
    [[nodiscard]] static MediaTime shortestSegment() { return std::chrono::seconds(1); }

private:
    [[nodiscard]] MediaTime frames(int count) const;

    Fraction rate_{0, 1};
    int segmentFrames_ = 0;
    MediaTime frame_{};
};

}  // namespace tsudoi::recorder
