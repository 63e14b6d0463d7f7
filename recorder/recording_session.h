// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "recorder/disk_room.h"
#include "recorder/live_recording.h"
#include "recorder/part_assembler.h"
#include "recorder/part_muxer.h"
#include "recorder/write_backlog.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>

namespace tsudoi::recorder {

/// The recorder thread's side of a recording: packets in, views and events out.
///
/// Threads: thread-bound (recorder thread). Owns the timeline, the muxers and the files.
class RecordingSession {
public:
    RecordingSession(RecordingHouse house, SeminarId seminar, std::filesystem::path directory, RecordingState state,
                     std::shared_ptr<ViewHolder> view);
    ~RecordingSession();
    RecordingSession(const RecordingSession&) = delete;
    RecordingSession& operator=(const RecordingSession&) = delete;

    void begin(std::uint64_t run, TrackMap tracks, WallTime epoch);
    void packet(QueuedPacket item);
    void end();
    void mark(const std::string& label);
    /// Finishes the run, as far as it came.
    void close();
    /// Called at least every kIdle: retries what the disk refused, reports once a second.
    void idle();

    static constexpr std::chrono::milliseconds kIdle{500};

private:
    void startAssembler(bool discontinuity);
    void drain();
    void startRun();
    void publish(PartMuxer::Made made);
    void considerPoster(const AssembledPart& part);
    void showView();
    void finishRun();
    void syncFiles();
    void saveTexts();
    void reportStatus();
    [[nodiscard]] seminar::DiskState diskState(const DiskRoom& room) const;

    RecordingHouse house_;
    SeminarId seminar_;
    std::filesystem::path directory_;
    Manifest manifest_;
    std::unique_ptr<RecordingTimeline> timeline_;
    std::shared_ptr<ViewHolder> view_;
    PartMuxer muxer_;
    WriteBacklog store_;
    std::optional<PartAssembler> assembler_;
    TrackMap tracks_;
    WallTime epoch_{};
    std::uint64_t run_ = 0;
    bool active_ = false;
    bool discontinuity_ = false;   ///< of the assembler's run
    bool runStarted_ = false;      ///< the muxer knows the assembler's run
    bool firstPublished_ = false;  ///< since begin
    bool textsChanged_ = false;    ///< manifest or edits wait to be written
    std::optional<Error> textsProblem_;
    seminar::DiskState shownDisk_ = seminar::DiskState::Ok;           ///< in the last report
    std::optional<std::chrono::steady_clock::time_point> nextTexts_;  ///< after a failure
    Ticks nextPoster_{};
    bool endSynced_ = true;  ///< the last complete segment is on its way to the disk
    MediaTime newest_{};
    std::chrono::steady_clock::time_point nextStatus_{};
    std::shared_ptr<std::atomic<bool>> syncFailed_ = std::make_shared<std::atomic<bool>>(false);
    Worker syncer_;
};

}  // namespace tsudoi::recorder
