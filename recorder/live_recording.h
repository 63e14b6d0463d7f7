// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "recorder/packet_queue.h"
#include "recorder/recording_reader.h"
#include "seminar/ports.h"

#include <functional>
#include <memory>
#include <thread>

namespace tsudoi::recorder {

/// What all recordings of a library share.
struct RecordingHouse {
    std::shared_ptr<Disk> disk;
    std::uint64_t minimumFree = 0;
    /// Hands an event over to the control thread. Thread-safe.
    std::function<void(std::function<void(seminar::RecorderEvents&)>)> report;
    /// A new view is out. Thread-safe.
    std::function<void()> published;
};

using ViewHolder = Published<RecordingView>;

class RecordingSession;

/// One recording that this process writes to: its thread and its queue.
///
/// Place in the flow: pipeline/encoder -> QueueSink -> [LiveRecording's thread: PartAssembler, PartMuxer,
/// RecordingFiles, RecordingTimeline] -> ViewHolder -> MediaShelf.
/// Threads: thread-bound (control thread); everything is done on its own recorder thread, in the order of the calls.
class LiveRecording {
public:
    /// \param view  where its views appear
    LiveRecording(RecordingHouse house, SeminarId seminar, std::filesystem::path directory, RecordingState state,
                  std::shared_ptr<ViewHolder> view);
    /// Closes without an end: the next start continues.
    ~LiveRecording();
    LiveRecording(const LiveRecording&) = delete;
    LiveRecording& operator=(const LiveRecording&) = delete;

    /// A run begins; one that was on is finished first.
    /// \error WrongState: no rendition of the recording is in the programme any more
    [[nodiscard]] Result<std::shared_ptr<seminar::PacketSink>> begin(const seminar::RecordingSpec& spec);
    void end();
    void mark(const std::string& label);
    /// Finishes the run without an end and stops the thread. Blocks.
    void close();

private:
    void command(std::function<void()> task);
    void work();

    std::shared_ptr<RecorderQueue> queue_ = std::make_shared<RecorderQueue>();
    std::vector<RenditionAbout> renditions_;
    std::unique_ptr<RecordingSession> session_;  ///< used on the thread only
    std::uint64_t run_ = 0;
    std::thread thread_;
};

/// Tracks of each rendition of a recording in today's ladder, found by name.
struct TrackMap {
    std::vector<TrackId> tracks;  ///< each once
    std::vector<std::optional<TrackId>> video;
    std::vector<TrackId> audio;
};
/// \error WrongState: a rendition is missing, or its picture size or frame rate has changed
[[nodiscard]] Result<TrackMap> mapTracks(const std::vector<RenditionAbout>& renditions,
                                         const seminar::ProgrammeSpec& programme);
[[nodiscard]] std::vector<RenditionAbout> aboutRenditions(const seminar::ProgrammeSpec& programme);

}  // namespace tsudoi::recorder
