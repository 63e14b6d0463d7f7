// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/part_grid.h"

#include <deque>
#include <optional>

namespace tsudoi::recorder {

/// Decides where parts and segments begin, for all renditions of a recording at once.
///
/// A segment starts at a keyframe; inside it parts are cut on the grid of whole frames. Whichever video track gets
/// to a place first decides it; the others have their keyframes on the same frames. Where the next cut is certain
/// it is made one frame ahead, so that a part need not wait for the first frame of the next one.
///
/// Place in the flow: packets -> [CutSchedule] -> PartAssembler. Pure; threads: thread-bound.
/// Source: RFC 8216bis 4.4.3.1 (a segment, rounded, is at most the target duration), 4.4.4.9 (parts).
class CutSchedule {
public:
    struct Cut {
        MediaTime at{};
        bool segment = false;  ///< a segment starts here, else a part
    };
    struct Frame {
        MediaTime pts{};
        bool keyframe = false;
        bool newEncoder = false;  ///< the first frame of another format: must start a segment
        int position = 0;         ///< frames since the last keyframe; 0: this is one
        int endedGop = 0;         ///< keyframe: frames of the GOP before it
    };

    explicit CutSchedule(const PartGrid& grid) : grid_(grid) {}

    void begin(MediaTime origin);
    void video(const Frame& frame);
    /// For recordings without pictures. \param reached  end of the newest sound
    void audio(MediaTime reached);
    /// No more packets: the open part ends here.
    void finish(MediaTime end);

    [[nodiscard]] Cut start() const { return cuts_.front(); }
    /// End of the oldest part; nullopt while it is open.
    [[nodiscard]] std::optional<Cut> end() const;
    void dropOldest() { cuts_.pop_front(); }

private:
    [[nodiscard]] MediaTime target() const { return segmentStart_ + grid_.partEnd(index_); }
    [[nodiscard]] bool startsSegment(const Frame& frame) const;
    void upgradeNewest(const Frame& frame);
    bool cutBefore(const Frame& frame);
    void lookAhead(const Frame& frame);
    void cut(MediaTime at, bool segment);

    PartGrid grid_;
    std::deque<Cut> cuts_;
    MediaTime segmentStart_{};
    int index_ = 0;              ///< of the open part in its segment
    bool gopConfirmed_ = false;  ///< the encoders' GOP is the grid's segment
};

}  // namespace tsudoi::recorder
