// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/cut_schedule.h"

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace tsudoi::recorder {

/// One track's packets of one part. No packets: the encoder is missing just now.
struct TrackPart {
    std::shared_ptr<const TrackFormat> format;  ///< nullptr: nothing was ever seen of this track
    std::vector<EncodedPacket> packets;
};

/// All tracks between two cuts, in programme time.
struct AssembledPart {
    MediaTime start{};
    MediaTime end{};
    bool segmentStart = false;
    bool segmentEnd = false;        ///< known to be the segment's last one
    bool slate = false;             ///< every picture in it is the slate
    std::vector<TrackPart> tracks;  ///< in the order of the assembler's tracks
};

/// \return whether a decoder set up for \p one also plays \p other
[[nodiscard]] bool sameFormat(const TrackFormat* one, const TrackFormat* other);

/// Collects the packets of one run into parts that all renditions share.
///
/// The run's origin is the first keyframe that all video tracks have; sound before it is left out. A part is ready
/// when every track has passed its end. A track that stays away is waited for only so long (kVideoPatience,
/// kAudioPatience): then the part is made without it; pictures come back at their next keyframe, late sound goes
/// into the next part. Another format starts at a segment's start only.
///
/// Place in the flow: recorder queue -> [PartAssembler] -> PartMuxer. Pure; threads: thread-bound (recorder thread).
class PartAssembler {
public:
    static constexpr MediaTime kVideoPatience = std::chrono::milliseconds(1500);
    static constexpr MediaTime kAudioPatience = std::chrono::milliseconds(300);
    static constexpr MediaTime kStartPatience = std::chrono::seconds(3);

    PartAssembler(std::vector<TrackId> tracks, const PartGrid& grid);

    void push(EncodedPacket packet);
    /// No more packets will come in this run: what is left becomes its last parts.
    void finish();
    /// \return the next complete part
    [[nodiscard]] std::optional<AssembledPart> next();
    /// Programme time that became the run's start; nullopt until known.
    [[nodiscard]] std::optional<MediaTime> origin() const { return origin_; }
    /// Packets that could not be used (late, before a keyframe) since the run began.
    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

private:
    struct Track {
        TrackId id;
        std::shared_ptr<const TrackFormat> format;  ///< of the part made last
        std::shared_ptr<const TrackFormat> newest;  ///< of the packet pushed last
        std::deque<EncodedPacket> packets;
        MediaTime reached{};  ///< end of the newest packet
        int position = 0;     ///< frames since the keyframe
        bool awaitsKeyframe = true;
    };

    Track* find(TrackId id);
    [[nodiscard]] bool hasVideo() const;
    void tryStart();
    [[nodiscard]] std::optional<MediaTime> firstStart(const Track& track) const;
    void startAt(MediaTime origin);
    void schedule(Track& track, const EncodedPacket& packet);
    [[nodiscard]] bool ready(const Track& track, MediaTime end) const;
    TrackPart take(Track& track, const AssembledPart& part);
    bool usable(Track& track, const EncodedPacket& packet, const AssembledPart& part, bool first);

    PartGrid grid_;
    CutSchedule cuts_;
    std::vector<Track> tracks_;
    std::deque<EncodedPacket> early_;  ///< before the origin is known
    std::optional<MediaTime> origin_;
    MediaTime newestVideo_ = MediaTime::min();
    MediaTime newest_ = MediaTime::min();
    bool finished_ = false;
    std::uint64_t dropped_ = 0;
};

}  // namespace tsudoi::recorder
