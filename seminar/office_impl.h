// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/office.h"

#include <chrono>
#include <deque>

namespace tsudoi::seminar {

/// The office's workings. office.cpp: what people ask for; office_air.cpp: going on and off air; office_restore.cpp:
/// after a restart, and the end of replays.
///
///   end ──> stopEncoding ──> Recorder::end ──> recordingEnded
///            └───────────── ending ─────────────┘   undoEnd meanwhile: goes on air again after recordingEnded
struct Office::Impl {
    Impl(Parts theParts, ProgrammeSpec theSpec, std::chrono::seconds theReplayKeep)
        : parts(theParts), spec(std::move(theSpec)), replayKeep(theReplayKeep) {}

    // -- seminars
    [[nodiscard]] Result<Seminar*> existing(const SeminarId& id);
    /// Applies an event. \error WrongState
    [[nodiscard]] Status apply(Seminar& seminar, SeminarEvent event);
    void save(const Seminar& seminar) TSUDOI_CONTROL_THREAD;
    void tell(const SeminarId& id) const;
    [[nodiscard]] std::optional<SeminarId> onAirNow() const;
    void hashPasscode(const SeminarId& id, const std::string& passcode) TSUDOI_CONTROL_THREAD;

    // -- on and off air
    [[nodiscard]] Status airIsFreeFor(const SeminarId& id) const;
    [[nodiscard]] Status stageIsFreeFor(const Seminar& seminar) const;
    [[nodiscard]] Status goOnAir(const SeminarId& id);
    /// For seminars that are on air already by their state: tries until it works, the operator is told.
    void goOnAirAgain(const SeminarId& id) TSUDOI_CONTROL_THREAD;
    void start(Seminar& seminar) TSUDOI_CONTROL_THREAD;
    void end(Seminar& seminar) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] Status undoEnd(Seminar& seminar) TSUDOI_CONTROL_THREAD;
    void stopAir(const SeminarId& id);
    void airStopped(const SeminarId& id) TSUDOI_CONTROL_THREAD;
    void beginBreak() TSUDOI_CONTROL_THREAD;
    void endBreak() TSUDOI_CONTROL_THREAD;
    /// While nothing is recorded the recorder does not report; before a seminar somebody wants to know.
    void lookAtDisk() TSUDOI_CONTROL_THREAD;
    void watchDisk(const RecordingStatus& before, const RecordingStatus& now) TSUDOI_CONTROL_THREAD;

    // -- restart and expiry
    void resumeOrClose(const std::vector<RecordingInfo>& recordings) TSUDOI_CONTROL_THREAD;
    void tidyRecordings(const std::vector<RecordingInfo>& recordings) TSUDOI_CONTROL_THREAD;
    void setEnded(Seminar& seminar) const;
    void checkExpiry() TSUDOI_CONTROL_THREAD;
    void expire(Seminar& seminar) TSUDOI_CONTROL_THREAD;
    void armExpiry() TSUDOI_CONTROL_THREAD;

    /// There while the end can be taken back; undoTimer takes it away.
    struct Undo {
        SeminarId seminar;
        bool wasBreak = false;  ///< it ended out of an intermission and goes back there
    };
    struct Break {
        std::optional<Slate> before;  ///< the operator's own slate, put back afterwards
    };

    Parts parts;
    ProgrammeSpec spec;
    std::chrono::seconds replayKeep;
    std::map<SeminarId, Seminar> seminars;
    RecordingStatus recordingStatus;
    std::optional<SeminarId> running;  ///< its packets go to the recorder
    std::optional<SeminarId> ending;   ///< between end and recordingEnded
    bool undoWhenEnded = false;
    std::optional<Undo> undo;
    std::optional<Break> onBreak;
    std::vector<std::function<void(const SeminarId&)>> changed;
    std::unique_ptr<Timer> expiryTimer;
    std::unique_ptr<Timer> undoTimer;
    std::unique_ptr<Timer> retryTimer;
    std::unique_ptr<Timer> patienceTimer;
    std::unique_ptr<Timer> diskTimer;
    Lifetime lifetime;
};

}  // namespace tsudoi::seminar
