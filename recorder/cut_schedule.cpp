// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/cut_schedule.h"

namespace tsudoi::recorder {

void CutSchedule::begin(MediaTime origin) {
    cuts_.clear();
    cut(origin, true);
}

void CutSchedule::cut(MediaTime at, bool segment) {
    cuts_.push_back({at, segment});
    index_ = segment ? 0 : index_ + 1;
    if (segment) {
        segmentStart_ = at;
    }
}

std::optional<CutSchedule::Cut> CutSchedule::end() const {
    if (cuts_.size() < 2) {
        return std::nullopt;
    }
    return cuts_[1];
}

bool CutSchedule::startsSegment(const Frame& frame) const {
    return frame.keyframe && (frame.newEncoder || frame.pts - segmentStart_ >= PartGrid::shortestSegment());
}

void CutSchedule::upgradeNewest(const Frame& frame) {
    if (startsSegment(frame) && !cuts_.back().segment) {
        cuts_.back() = {frame.pts, true};
        segmentStart_ = frame.pts;
        index_ = 0;
    }
}

bool CutSchedule::cutBefore(const Frame& frame) {
    const auto half = grid_.frame() / 2;
    if (startsSegment(frame) && frame.pts <= target() + half) {
        cut(frame.pts, true);
        return false;
    }
    if (frame.pts < target() - half) {
        return false;
    }
    const bool late = index_ == PartGrid::kParts - 1 && frame.pts - segmentStart_ >= grid_.longestSegment() - half;
    cut(target(), late || index_ >= PartGrid::kParts);
    return true;
}

void CutSchedule::lookAhead(const Frame& frame) {
    const auto half = grid_.frame() / 2;
    if (frame.pts + grid_.frame() < target() - half || index_ >= PartGrid::kParts) {
        return;
    }
    if (index_ < PartGrid::kParts - 1) {
        cut(target(), false);
    } else if (gopConfirmed_ && frame.position == grid_.segmentFrames() - 1) {
        cut(target(), true);
    }
}

void CutSchedule::video(const Frame& frame) {
    const auto half = grid_.frame() / 2;
    if (frame.keyframe && frame.endedGop > 0) {
        gopConfirmed_ = frame.endedGop == grid_.segmentFrames();
    }
    if (frame.pts < cuts_.back().at - half) {
        return;
    }
    if (frame.pts < cuts_.back().at + half) {
        upgradeNewest(frame);
    } else {
        while (cutBefore(frame)) {
        }
    }
    lookAhead(frame);
}

void CutSchedule::audio(MediaTime reached) {
    while (reached >= target()) {
        cut(target(), index_ == PartGrid::kParts - 1);
    }
}

void CutSchedule::finish(MediaTime end) {
    if (end > cuts_.back().at + grid_.frame() / 2) {
        cuts_.push_back({end, true});
    }
}

}  // namespace tsudoi::recorder
