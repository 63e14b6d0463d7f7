// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/recording_session.h"

#include "base/log.h"
#include "recorder/poster.h"

#include <algorithm>
#include <numeric>

namespace tsudoi::recorder {

namespace {

constexpr std::chrono::seconds kStatusPeriod{1};
constexpr Ticks kPosterEvery = std::chrono::duration_cast<Ticks>(std::chrono::seconds(10));
constexpr Ticks kPosterUntil = std::chrono::duration_cast<Ticks>(std::chrono::seconds(60));

std::vector<RenditionName> names(const Manifest& manifest) {
    std::vector<RenditionName> result;
    for (const auto& rendition : manifest.renditions) {
        result.push_back(rendition.about.name);
    }
    return result;
}

std::int64_t bitsPerSecond(const Manifest& manifest) {
    std::int64_t bits = 0;
    for (const auto& rendition : manifest.renditions) {
        bits += rendition.about.videoBitrate + rendition.about.audioBitrate;
    }
    return bits;
}

}  // namespace

RecordingSession::RecordingSession(RecordingHouse house, SeminarId seminar, std::filesystem::path directory,
                                   RecordingState state, std::shared_ptr<ViewHolder> view)
    : house_(std::move(house)),
      seminar_(std::move(seminar)),
      directory_(std::move(directory)),
      manifest_(std::move(state.manifest)),
      timeline_(std::move(state.timeline)),
      view_(std::move(view)),
      muxer_(std::move(state.progress), timeline_->nextMsn()),
      store_(RecordingFiles(house_.disk, directory_, names(manifest_), std::move(state.existing))) {}

RecordingSession::~RecordingSession() = default;

void RecordingSession::begin(std::uint64_t run, TrackMap tracks, WallTime epoch) {
    finishRun();
    run_ = run;
    tracks_ = std::move(tracks);
    epoch_ = epoch;
    active_ = true;
    firstPublished_ = false;
    manifest_.ended = false;
    timeline_->setEnded(false, {});
    textsChanged_ = true;
    saveTexts();
    startAssembler(false);
    showView();
}

void RecordingSession::startAssembler(bool discontinuity) {
    const auto& first = manifest_.renditions.front().about;
    const bool video =
        std::ranges::any_of(tracks_.tracks, [](const TrackId& track) { return track.kind == TrackKind::Video; });
    assembler_.emplace(tracks_.tracks, PartGrid(video ? first.frameRate : Fraction{0, 1}));
    discontinuity_ = discontinuity;
    runStarted_ = false;
}

void RecordingSession::packet(QueuedPacket item) {
    if (item.run != run_ || !assembler_) {
        return;
    }
    if (item.afterLoss) {
        log::error("recording {}: the disk was too slow, media were given up up to the next keyframe", seminar_.str());
        finishRun();
        startAssembler(true);
    }
    newest_ = item.packet.pts;
    assembler_->push(std::move(item.packet));
    drain();
}

void RecordingSession::drain() {
    while (auto part = assembler_->next()) {
        if (!runStarted_) {
            startRun();
        }
        considerPoster(*part);
        publish(muxer_.mux(*part));
    }
}

/// Of the first minute the newest picture: the first ones are often somebody sitting down.
void RecordingSession::considerPoster(const AssembledPart& part) {
    const bool due = !timeline_->hasPoster() || (timeline_->end() >= nextPoster_ && timeline_->end() <= kPosterUntil);
    const EncodedPacket* const keyframe = part.segmentStart && due ? posterFrame(part) : nullptr;
    if (keyframe == nullptr) {
        return;
    }
    nextPoster_ = timeline_->end() + kPosterEvery;
    const auto jpeg = makePoster(*keyframe);
    if (!jpeg) {
        log::warn("recording {}: {}", seminar_.str(), jpeg.error().text.en);
        return;
    }
    timeline_->setPoster(*jpeg);
    const std::string file(reinterpret_cast<const char*>(jpeg->bytes().data()), jpeg->size());
    if (const auto kept = store_.files().replace(kPosterName, file); !kept) {
        log::warn("recording {}: the poster was not kept: {}", seminar_.str(), kept.error().text.en);
    }
}

void RecordingSession::startRun() {
    const auto origin = *assembler_->origin();
    auto wall = epoch_ + std::chrono::duration_cast<WallTime::duration>(origin);
    if (const auto before = timeline_->wallEnd()) {
        wall = std::max(wall, *before);  // a clock set back between two runs
    }
    muxer_.startRun({.origin = origin,
                     .wall = wall,
                     .discontinuity = discontinuity_,
                     .tracks = tracks_.tracks,
                     .video = tracks_.video,
                     .audio = tracks_.audio});
    runStarted_ = true;
}

void RecordingSession::publish(PartMuxer::Made made) {
    for (auto& file : made.files) {
        manifest_.renditions[file.rendition].files.push_back({file.file.videoCodec, file.file.audioCodec});
        timeline_->addFile(file.rendition, std::move(file.file));
        textsChanged_ = true;
    }
    saveTexts();
    store_.retry(*timeline_);
    store_.add(made.group, *timeline_);
    timeline_->append(made.group);
    showView();
    const bool completed = made.group.segmentEnd || (made.group.segmentStart && !endSynced_);
    endSynced_ = made.group.segmentEnd;
    if (completed) {
        syncFiles();
    }
    if (!firstPublished_) {
        firstPublished_ = true;
        house_.report([id = seminar_](seminar::RecorderEvents& events) { events.recordingStarted(id); });
    }
    if (std::chrono::steady_clock::now() >= nextStatus_) {
        reportStatus();
    }
}

void RecordingSession::showView() {
    view_->set(timeline_->view());
    house_.published();
}

void RecordingSession::finishRun() {
    if (!assembler_) {
        return;
    }
    assembler_->finish();
    drain();
    if (assembler_->dropped() > 0) {
        log::warn("recording {}: {} packets could not be used", seminar_.str(), assembler_->dropped());
    }
    assembler_.reset();
    timeline_->closeSegment();
}

void RecordingSession::end() {
    finishRun();
    active_ = false;
    manifest_.ended = true;
    timeline_->setEnded(true, timeline_->withoutSlates());
    showView();
    textsChanged_ = true;
    saveTexts();
    house_.report([id = seminar_](seminar::RecorderEvents& events) { events.recordingEnded(id); });
    syncFiles();
    reportStatus();
}

void RecordingSession::mark(const std::string& label) {
    const auto at = assembler_ && runStarted_ ? muxer_.inRecording(newest_) : timeline_->end();
    manifest_.marks.push_back({toMediaTime(at), label});
    timeline_->addMark(manifest_.marks.back());
    textsChanged_ = true;
    saveTexts();
    showView();
}

void RecordingSession::close() {
    finishRun();
    active_ = false;
    store_.retry(*timeline_, true);
    nextTexts_.reset();
    saveTexts();
    for (const auto& file : store_.files().toSync()) {
        if (auto status = file->sync(); !status) {
            log::error("recording {}: {}", seminar_.str(), status.error().text.en);
        }
    }
    showView();
}

void RecordingSession::idle() {
    if (store_.retry(*timeline_)) {
        showView();
    }
    saveTexts();
    if ((active_ || store_.waiting() || shownDisk_ != seminar::DiskState::Ok) &&
        std::chrono::steady_clock::now() >= nextStatus_) {
        reportStatus();
    }
}

void RecordingSession::syncFiles() {
    const auto queued = syncer_.post([files = store_.files().toSync(), failed = syncFailed_] {
        bool ok = true;
        for (const auto& file : files) {
            ok = file->sync().has_value() && ok;
        }
        if (!ok && !failed->exchange(true)) {
            log::error("the disk reports that recorded media may be lost");
        }
        failed->store(!ok);
    });
    if (!queued) {
        log::warn("recording {}: the disk is far behind", seminar_.str());
    }
}

void RecordingSession::saveTexts() {
    if (!textsChanged_ || (nextTexts_ && std::chrono::steady_clock::now() < *nextTexts_)) {
        return;
    }
    auto status = store_.files().replace(kManifestName, toJson(manifest_));
    if (status && manifest_.ended) {
        status = store_.files().replace(kEditsName, timeline_->withoutSlates().toJson());
    }
    textsChanged_ = !status.has_value();
    textsProblem_.reset();
    nextTexts_.reset();
    if (!status) {
        textsProblem_ = status.error();
        nextTexts_ = std::chrono::steady_clock::now() + WriteBacklog::kRetry;
    }
}

seminar::DiskState RecordingSession::diskState(const DiskRoom& room) const {
    if (const auto& problem = store_.problem() ? store_.problem() : textsProblem_) {
        return problem->code == ErrorCode::Unavailable ? seminar::DiskState::Full : seminar::DiskState::WriteError;
    }
    if (syncFailed_->load()) {
        return seminar::DiskState::WriteError;
    }
    return room.low ? seminar::DiskState::Low : seminar::DiskState::Ok;
}

void RecordingSession::reportStatus() {
    nextStatus_ = std::chrono::steady_clock::now() + kStatusPeriod;
    const DiskRoom room =
        diskRoom(*house_.disk, directory_.parent_path(), house_.minimumFree, bitsPerSecond(manifest_));
    seminar::RecordingStatus status;
    status.active = active_;
    status.published = toMediaTime(timeline_->end());
    status.freeBytes = room.freeBytes;
    status.freeTime = room.freeTime;
    status.disk = diskState(room);
    shownDisk_ = status.disk;
    house_.report([id = seminar_, status](seminar::RecorderEvents& events) { events.recordingChanged(id, status); });
}

}  // namespace tsudoi::recorder
