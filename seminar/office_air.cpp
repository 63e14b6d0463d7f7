// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "seminar/office_impl.h"

#include <utility>

/// Going on air and off it, intermissions, the undo of an end, and the disk's warnings.
namespace tsudoi::seminar {

namespace {

constexpr std::chrono::milliseconds kRetryPause{2000};
/// A recorder that does not report the end within this time no longer keeps the next seminar waiting.
constexpr std::chrono::seconds kEndPatience{30};

constexpr const char* kAirAlert = "recording";
constexpr const char* kDiskAlert = "disk";

Text diskText(const RecordingStatus& status) {
    const std::string minutes =
        std::to_string(std::chrono::duration_cast<std::chrono::minutes>(status.freeTime).count());
    if (status.disk == DiskState::Low) {
        return {"ディスクの空きが少なくなっています（あと約 " + minutes + " 分）。不要なものを消してください。",
                "The disk is getting full (about " + minutes + " minutes left). Make some room."};
    }
    if (status.disk == DiskState::Full) {
        return {"ディスクがいっぱいです。配信は続いていますが録画できていません。すぐに空きを作ってください。",
                "The disk is full. The stream goes on but is not recorded. Make room now."};
    }
    return {"ディスクに書き込めません。配信は続いていますが録画できていません。ディスクを確かめてください。",
            "The disk refuses writes. The stream goes on but is not recorded. Check the disk."};
}

}  // namespace

/// One seminar at a time: also the one that is just ending holds the encoders.
Status Office::Impl::airIsFreeFor(const SeminarId& id) const {
    const auto current = onAirNow();
    if (current && *current != id) {
        const std::string& title = seminars.at(*current).title;
        return fail(ErrorCode::WrongState, Text{"いま「" + title + "」を配信中です。先にそれを終了してください。",
                                                "\"" + title + "\" is on air. End it first."});
    }
    if (ending && *ending != id) {
        return fail(ErrorCode::WrongState,
                    Text{"前のセミナーの終了処理中です。数秒後にもう一度押してください。",
                         "The seminar before is just being finished. Try again in a few seconds."});
    }
    return stageIsFreeFor(seminars.at(id));
}

/// A meeting arranges the programme and everybody in it is heard, so nothing else runs beside it.
Status Office::Impl::stageIsFreeFor(const Seminar& seminar) const {
    for (const auto& [id, other] : seminars) {
        if (id != seminar.id && runs(other.state) && (seminar.meeting || other.meeting)) {
            return fail(ErrorCode::WrongState,
                        Text{"いま「" + other.title + "」を行っています。先にそれを終えてください。",
                             "\"" + other.title + "\" is under way. End it first."});
        }
    }
    return {};
}

Status Office::Impl::goOnAir(const SeminarId& id) {
    const auto sink = parts.recorder.begin({id, spec, parts.programme.epoch()});
    if (!sink) {
        return fail(sink.error());
    }
    running = id;
    parts.programme.startEncoding(*sink);
    return {};
}

void Office::Impl::goOnAirAgain(const SeminarId& id) {
    const auto found = seminars.find(id);
    if (found == seminars.end() || !onAir(found->second.state) || running == id) {
        return;
    }
    const Status begun = goOnAir(id);
    if (begun) {
        parts.studio.settle(kAirAlert);
        return;
    }
    log::error("cannot go on air again: {}", begun.error().text.en);
    parts.studio.raise({kAirAlert, AlertLevel::Alarm, begun.error().text, {}, false});
    retryTimer = parts.control.after(kRetryPause, [this, id] {
        kControlThread.assertHere();
        goOnAirAgain(id);
    });
}

/// From here on the end of the seminar before cannot be taken back any more.
void Office::Impl::start(Seminar& seminar) {
    undo.reset();
    undoTimer.reset();
    endBreak();
    seminar.state = SeminarState::Live;
    if (!seminar.startedAt) {
        seminar.startedAt = parts.clock.wall();
    }
    save(seminar);
}

void Office::Impl::end(Seminar& seminar) {
    undo = Undo{seminar.id, seminar.state == SeminarState::Intermission};
    setEnded(seminar);
    undoWhenEnded = false;
    retryTimer.reset();
    if (ending != seminar.id) {
        stopAir(seminar.id);
    }
    undoTimer = parts.control.after(kUndoEndWindow, [this, id = seminar.id] {
        kControlThread.assertHere();
        undo.reset();  // with it the break slate goes, so that both happen at one moment
        endBreak();
        tell(id);
    });
    save(seminar);
    armExpiry();
}

void Office::Impl::stopAir(const SeminarId& id) {
    ending = id;
    if (std::exchange(running, std::nullopt)) {
        parts.programme.stopEncoding(lifetime.bind([this, id] { parts.recorder.end(id); }));
    } else {
        parts.recorder.end(id);
    }
    patienceTimer = parts.control.after(kEndPatience, [this, id] {
        kControlThread.assertHere();
        log::error("the recorder did not finish {} in time", id.str());
        airStopped(id);
    });
}

/// The last part and ENDLIST are out (or will not come any more).
void Office::Impl::airStopped(const SeminarId& id) {
    if (ending != id) {
        return;
    }
    ending.reset();
    patienceTimer.reset();
    if (std::exchange(undoWhenEnded, false)) {
        goOnAirAgain(id);
    }
    armExpiry();
}

Status Office::Impl::undoEnd(Seminar& seminar) {
    Seminar wanted = seminar;
    if (const Status applied = apply(wanted, SeminarEvent::UndoEnd); !applied) {
        return applied;
    }
    if (!undo || undo->seminar != seminar.id) {
        return fail(ErrorCode::Expired, Text{"終了から 10 秒を過ぎたので、元に戻せません。",
                                             "The end can be taken back for 10 seconds only."});
    }
    if (const Status free = airIsFreeFor(seminar.id); !free) {
        return free;
    }
    if (ending == seminar.id) {
        undoWhenEnded = true;
    } else if (const Status begun = goOnAir(seminar.id); !begun) {
        return begun;
    }
    if (undo->wasBreak) {
        wanted.state = SeminarState::Intermission;
    }
    wanted.endedAt = wanted.replayUntil = std::nullopt;
    seminar = wanted;
    undo.reset();
    undoTimer.reset();
    save(seminar);
    armExpiry();
    return {};
}

void Office::Impl::beginBreak() {
    onBreak = Break{parts.studio.state().slate};
    (void)parts.studio.slate(Slate{SlateKind::Break, {}});
}

/// Puts the operator's own slate back, unless the operator chose another one meanwhile.
void Office::Impl::endBreak() {
    const auto ended = std::exchange(onBreak, std::nullopt);
    if (ended && parts.studio.state().slate == Slate{SlateKind::Break, {}}) {
        (void)parts.studio.slate(ended->before);
    }
}

void Office::Impl::lookAtDisk() {
    if (!running && !ending) {
        const RecordingStatus before = std::exchange(recordingStatus, parts.recorder.room(spec));
        watchDisk(before, recordingStatus);
    }
}

void Office::Impl::watchDisk(const RecordingStatus& before, const RecordingStatus& now) {
    if (before.disk == now.disk) {
        return;
    }
    if (now.disk == DiskState::Ok) {
        parts.studio.settle(kDiskAlert);
        return;
    }
    const AlertLevel level = now.disk == DiskState::Low ? AlertLevel::Warning : AlertLevel::Alarm;
    parts.studio.raise({kDiskAlert, level, diskText(now), {}, false});
}

Status Office::start(const SeminarId& id) {
    const auto found = impl_->existing(id);
    if (!found) {
        return fail(found.error());
    }
    if (const auto possible = next((*found)->state, SeminarEvent::Start); !possible) {
        return fail(possible.error());
    }
    if (const Status free = impl_->airIsFreeFor(id); !free) {
        return free;
    }
    if (const Status begun = impl_->goOnAir(id); !begun) {
        return begun;
    }
    impl_->start(**found);
    return {};
}

Status Office::pause(const SeminarId& id) {
    const auto found = impl_->existing(id);
    if (!found) {
        return fail(found.error());
    }
    if (const Status applied = impl_->apply(**found, SeminarEvent::Pause); !applied) {
        return applied;
    }
    impl_->beginBreak();
    impl_->save(**found);
    return {};
}

Status Office::resume(const SeminarId& id) {
    const auto found = impl_->existing(id);
    if (!found) {
        return fail(found.error());
    }
    if (const Status applied = impl_->apply(**found, SeminarEvent::Resume); !applied) {
        return applied;
    }
    impl_->endBreak();
    impl_->save(**found);
    return {};
}

Status Office::end(const SeminarId& id) {
    const auto found = impl_->existing(id);
    if (!found) {
        return fail(found.error());
    }
    if (const auto possible = next((*found)->state, SeminarEvent::End); !possible) {
        return fail(possible.error());
    }
    impl_->end(**found);
    return {};
}

Status Office::undoEnd(const SeminarId& id) {
    const auto found = impl_->existing(id);
    return found ? impl_->undoEnd(**found) : fail(found.error());
}

void Office::recordingStarted(const SeminarId& seminar) {
    impl_->tell(seminar);
}

void Office::recordingChanged(const SeminarId& seminar, const RecordingStatus& status) {
    kControlThread.assertHere();
    const RecordingStatus before = std::exchange(impl_->recordingStatus, status);
    impl_->watchDisk(before, status);
    impl_->tell(seminar);
}

void Office::recordingEnded(const SeminarId& seminar) {
    kControlThread.assertHere();
    impl_->airStopped(seminar);
    impl_->tell(seminar);
}

}  // namespace tsudoi::seminar
