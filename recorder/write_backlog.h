// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/recording_files.h"
#include "recorder/recording_timeline.h"

#include <chrono>
#include <deque>
#include <optional>

namespace tsudoi::recorder {

/// Parts on their way to the disk. When the disk refuses they stay in memory, are served from there, and are written
/// in order as soon as it takes them again. What does not fit into kMostBytes is given up, oldest first: a gap.
///
/// Threads: thread-bound (recorder thread). Owns the files.
class WriteBacklog {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t kMostBytes = 256 * 1024 * 1024;  ///< about 8 minutes of the default ladder
    static constexpr std::chrono::milliseconds kRetry{1000};

    WriteBacklog(RecordingFiles files, std::size_t mostBytes = kMostBytes)
        : files_(std::move(files)), mostBytes_(mostBytes) {}

    /// Call before the group is in the timeline. Writes it at once when nothing waits.
    /// \return true: the group has its offsets
    bool add(PartGroup& group, RecordingTimeline& timeline);
    /// Tries again when it is time. \return whether anything was written
    bool retry(RecordingTimeline& timeline, bool now = false);

    [[nodiscard]] bool waiting() const { return !groups_.empty(); }
    [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }
    [[nodiscard]] RecordingFiles& files() { return files_; }

private:
    bool write(PartGroup& group, RecordingTimeline& timeline);
    void limit(RecordingTimeline& timeline);

    RecordingFiles files_;
    std::size_t mostBytes_;
    std::deque<PartGroup> groups_;
    std::size_t bytes_ = 0;
    std::optional<Error> problem_;
    Clock::time_point nextTry_{};
};

}  // namespace tsudoi::recorder
