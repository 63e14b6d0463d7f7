// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/part_group.h"
#include "recorder/part_muxer.h"
#include "recorder/timeline.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tsudoi::recorder {

/// Builds the views of one recording. Changed segments are replaced, never altered: readers may hold them.
///
/// Place in the flow: PartMuxer and RecordingFiles -> [RecordingTimeline] -> RecordingView for MediaShelf.
/// Threads: thread-bound (recorder thread, or the one that loads).
class RecordingTimeline {
public:
    /// Segments whose bytes stay in memory after they are stored; live viewers fetch only these.
    static constexpr std::size_t kSegmentsInMemory = 8;

    RecordingTimeline(SeminarId seminar, std::vector<RenditionAbout> renditions);

    void addFile(std::size_t rendition, MediaFile file);
    void setDiskFile(std::size_t rendition, std::uint32_t number, std::shared_ptr<DiskFile> file);
    void append(const PartGroup& group);
    /// No more parts for the open segment.
    void closeSegment();
    /// The group's offsets are known now.
    void stored(const PartGroup& group);
    /// The group's bytes had to be given up before they could be stored.
    void lost(const PartGroup& group);

    void setEnded(bool ended, EditList edits);
    void addMark(seminar::Mark mark) { marks_.push_back(std::move(mark)); }
    [[nodiscard]] const std::vector<seminar::Mark>& marks() const { return marks_; }
    [[nodiscard]] bool ended() const { return ended_; }
    void setPoster(SharedBytes jpeg) { poster_ = std::move(jpeg); }
    [[nodiscard]] bool hasPoster() const { return poster_.size() > 0; }

    [[nodiscard]] std::shared_ptr<const RecordingView> view();
    [[nodiscard]] const std::vector<RenditionView>& renditions() const { return renditions_; }
    [[nodiscard]] Ticks end() const;
    [[nodiscard]] std::uint64_t nextMsn() const;
    /// What a wall clock showed at the end of the last part.
    [[nodiscard]] std::optional<WallTime> wallEnd() const;
    /// Slate segments, as ranges for the edit list; none when nothing else would be left.
    [[nodiscard]] EditList withoutSlates() const;

private:
    void change(RenditionView& rendition, std::uint64_t msn, const std::function<void(Segment&)>& how);
    void releaseMemory(RenditionView& rendition, std::uint64_t msn);

    SeminarId seminar_;
    std::vector<RenditionView> renditions_;
    std::vector<seminar::Mark> marks_;
    EditList edits_;
    SharedBytes poster_;
    bool ended_ = false;
    std::uint64_t version_ = 0;
};

}  // namespace tsudoi::recorder
