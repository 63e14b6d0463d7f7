// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/part_grid.h"

#include "seminar/programme.h"

#include <algorithm>
#include <cstdint>

namespace tsudoi::recorder {

namespace {
/// How long past its end a segment waits for its successor's keyframe; with 2 s it still rounds to 2.
constexpr MediaTime kOverrun = std::chrono::milliseconds(400);
}  // namespace

PartGrid::PartGrid(Fraction frameRate) : rate_(frameRate) {
    if (rate_.numerator <= 0) {
        rate_ = {0, 1};
        return;
    }
    const auto seconds = std::chrono::duration<double>(seminar::kSegmentDuration).count();
    const double exact = seconds * rate_.numerator / rate_.denominator;
    segmentFrames_ = std::max(kParts, static_cast<int>(exact + 0.5));
    frame_ = frames(1);
}

MediaTime PartGrid::frames(int count) const {
    const std::int64_t second = 1'000'000'000;
    return MediaTime((count * second * rate_.denominator + rate_.numerator / 2) / rate_.numerator);
}

MediaTime PartGrid::partEnd(int part) const {
    if (part >= kParts) {
        return longestSegment();
    }
    if (segmentFrames_ == 0) {
        return seminar::kPartDuration * (part + 1);
    }
    return frames((segmentFrames_ * (part + 1) + kParts / 2) / kParts);
}

MediaTime PartGrid::longestPart() const {
    MediaTime longest = partEnd(0);
    for (int part = 1; part < kParts; ++part) {
        longest = std::max(longest, partEnd(part) - partEnd(part - 1));
    }
    return longest;
}

MediaTime PartGrid::longestSegment() const {
    return partEnd(kParts - 1) + kOverrun;
}

}  // namespace tsudoi::recorder
