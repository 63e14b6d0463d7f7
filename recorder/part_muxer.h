// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/fragmenter.h"
#include "recorder/part_assembler.h"
#include "recorder/part_group.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tsudoi::recorder {

/// A rendition as far as it was recorded; what the next part continues.
struct RenditionProgress {
    RenditionAbout about;
    std::uint32_t file = 0;   ///< number of the file in use; 0: none yet
    std::uint32_t parts = 0;  ///< in that file
    SharedBytes init;         ///< of that file
    Ticks end{};
    std::int64_t audioEnd = 0;
};

/// Makes the bytes of a part for every rendition and puts runs on one continuous timeline.
///
/// Programme time of a run is mapped so that its first picture follows the last one of the run before. An encoder
/// that needs another init segment gets another file, and then all renditions get a discontinuity there.
///
/// Place in the flow: PartAssembler -> [PartMuxer] -> RecordingFiles, RecordingTimeline.
/// Threads: thread-bound (recorder thread). Owns the muxers.
class PartMuxer {
public:
    struct NewFile {
        std::size_t rendition = 0;
        MediaFile file;
    };
    struct Made {
        PartGroup group;
        std::vector<NewFile> files;  ///< that begin with this part
    };

    /// \param nextMsn  of the segment that comes next
    PartMuxer(std::vector<RenditionProgress> renditions, std::uint64_t nextMsn);
    ~PartMuxer();
    PartMuxer(const PartMuxer&) = delete;
    PartMuxer& operator=(const PartMuxer&) = delete;

    struct Run {
        MediaTime origin{};                         ///< programme time of its first picture
        WallTime wall{};                            ///< what a wall clock showed then
        bool discontinuity = false;                 ///< say so even when nothing else changed
        std::vector<TrackId> tracks;                ///< in the order of AssembledPart::tracks
        std::vector<std::optional<TrackId>> video;  ///< of each rendition
        std::vector<TrackId> audio;                 ///< of each rendition
    };
    void startRun(Run run);
    [[nodiscard]] Made mux(const AssembledPart& part);
    /// \return where a programme time of this run lies in the recording
    [[nodiscard]] Ticks inRecording(MediaTime pts) const;

private:
    struct Rendition;

    void prepare(const AssembledPart& part, Made& made);
    bool renew(Rendition& rendition, const TrackFormat* video, const TrackFormat* audio);
    RenditionPart muxOne(Rendition& rendition, const AssembledPart& part);
    std::vector<Sample> videoSamples(const TrackPart& track, Ticks end) const;
    std::vector<Sample> audioSamples(Rendition& rendition, const TrackPart& track) const;
    [[nodiscard]] Ticks base() const;

    std::vector<std::unique_ptr<Rendition>> renditions_;
    Run run_;
    Ticks base_{};
    std::uint64_t msn_ = 0;  ///< of the open segment, once one was begun
    std::uint64_t nextMsn_ = 0;
    std::uint32_t part_ = 0;
    bool runBegins_ = false;
};

}  // namespace tsudoi::recorder
