// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "seminar/office_impl.h"

#include <algorithm>
#include <utility>

/// After a restart: what was on air goes on, what was over is closed. And the end of replays.
namespace tsudoi::seminar {

namespace {

/// Wall clocks jump: a long wait looks at the clock again this often.
constexpr std::chrono::milliseconds kExpiryLook = std::chrono::minutes(1);
/// Between two looks at the disk while nothing is recorded.
constexpr std::chrono::seconds kDiskPeriod{10};

const RecordingInfo* recordingOf(const SeminarId& id, const std::vector<RecordingInfo>& recordings) {
    const auto found = std::ranges::find(recordings, id, &RecordingInfo::seminar);
    return found != recordings.end() ? &*found : nullptr;
}

}  // namespace

/// The seminar that went live last goes on; one whose recording is finished had been ended just before.
void Office::Impl::resumeOrClose(const std::vector<RecordingInfo>& recordings) {
    std::vector<Seminar*> wereOnAir;
    for (auto& [id, seminar] : seminars) {
        if (onAir(seminar.state)) {
            wereOnAir.push_back(&seminar);
        }
    }
    std::ranges::sort(wereOnAir, std::ranges::greater{}, &Seminar::startedAt);
    bool taken = false;
    for (Seminar* seminar : wereOnAir) {
        const RecordingInfo* recording = recordingOf(seminar->id, recordings);
        const bool finished = recording != nullptr && recording->ended;
        if (finished || std::exchange(taken, true)) {
            setEnded(*seminar);
            save(*seminar);
        }
    }
    const auto current = onAirNow();
    if (!current) {
        return;
    }
    log::info("{} was on air and goes on", current->str());
    if (seminars[*current].state == SeminarState::Intermission) {
        onBreak = Break{};
        (void)parts.studio.slate(Slate{SlateKind::Break, {}});
    }
    goOnAirAgain(*current);
}

/// Finishes recordings that the process could not finish, deletes those it could not delete.
void Office::Impl::tidyRecordings(const std::vector<RecordingInfo>& recordings) {
    for (const RecordingInfo& recording : recordings) {
        const auto found = seminars.find(recording.seminar);
        if (found == seminars.end()) {
            log::warn("the recording {} belongs to no seminar; it is left alone", recording.seminar.str());
            continue;
        }
        const SeminarState state = found->second.state;
        if (state == SeminarState::Expired) {
            parts.recorder.forget(recording.seminar);
        }
        if (state == SeminarState::Ended && !recording.ended &&
            parts.recorder.begin({recording.seminar, spec, parts.programme.epoch()})) {
            parts.recorder.end(recording.seminar);
        }
    }
}

void Office::Impl::setEnded(Seminar& seminar) const {
    seminar.state = SeminarState::Ended;
    seminar.endedAt = parts.clock.wall();
    seminar.replayUntil = *seminar.endedAt + seminar.replayKeep;
}

void Office::Impl::checkExpiry() {
    const WallTime now = parts.clock.wall();
    for (auto& [id, seminar] : seminars) {
        const bool over = seminar.state == SeminarState::Ended && seminar.replayUntil && now >= *seminar.replayUntil;
        if (over && ending != id) {
            expire(seminar);
        }
    }
    armExpiry();
}

void Office::Impl::expire(Seminar& seminar) {
    seminar.state = SeminarState::Expired;
    log::info("the replay of {} is over, its media are deleted", seminar.id.str());
    parts.recorder.forget(seminar.id);
    save(seminar);
}

void Office::Impl::armExpiry() {
    std::optional<WallTime> nearest;
    for (const auto& [id, seminar] : seminars) {
        const bool waits = seminar.state == SeminarState::Ended && seminar.replayUntil && ending != id;
        if (waits && (!nearest || *seminar.replayUntil < *nearest)) {
            nearest = seminar.replayUntil;
        }
    }
    if (!nearest) {
        expiryTimer.reset();
        return;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*nearest - parts.clock.wall());
    const auto wait = std::clamp(left, std::chrono::milliseconds(0), kExpiryLook);
    expiryTimer = parts.control.after(wait, [this] {
        kControlThread.assertHere();
        checkExpiry();
    });
}

void Office::restore(const StoredState& stored, const std::vector<RecordingInfo>& recordings) {
    for (const Seminar& seminar : stored.seminars) {
        impl_->seminars[seminar.id] = seminar;
        impl_->parts.access.seminarChanged(seminar);
    }
    impl_->resumeOrClose(recordings);
    impl_->tidyRecordings(recordings);
    impl_->armExpiry();
    impl_->lookAtDisk();
    impl_->diskTimer = impl_->parts.control.every(kDiskPeriod, [impl = impl_.get()] {
        kControlThread.assertHere();
        impl->lookAtDisk();
    });
}

}  // namespace tsudoi::seminar
