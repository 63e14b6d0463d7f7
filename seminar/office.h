// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/thread_role.h"
#include "seminar/access_table.h"
#include "seminar/ports.h"
#include "seminar/seminar.h"
#include "seminar/studio.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tsudoi::seminar {

/// All seminars and the one that is on air: their states, the recording that belongs to being on air, the end of
/// the replay window.
///
/// Place in the flow: control layer -> [Office] -> Programme (encoding), Recorder, AccessTable, Studio (slates,
/// alerts). Going live starts encoding and recording together; a state "on air but not recording" does not exist.
/// Intermission puts the break slate up. End stops both; undoEnd within kUndoEndWindow continues the recording.
/// When the replay window is over: Expire, media forgotten.
/// Threads: thread-bound (control thread).
class Office final : public RecorderEvents {
public:
    struct Parts {
        Programme& programme;
        Recorder& recorder;
        AccessTable& access;
        Studio& studio;
        Store& store;
        Executor& control;
        Clock clock = {};
    };
    Office(Parts parts, ProgrammeSpec spec, std::chrono::seconds replayKeep);
    ~Office() override;

    /// Puts back the seminars. One that was on air when the process died goes on air again by itself.
    void restore(const StoredState& stored, const std::vector<RecordingInfo>& recordings) TSUDOI_CONTROL_THREAD;

    [[nodiscard]] const Seminar* find(const SeminarId& id) const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] std::vector<Seminar> all() const TSUDOI_CONTROL_THREAD;  ///< by startsAt
    [[nodiscard]] std::optional<SeminarId> onAirNow() const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] RecordingStatus recording() const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] std::optional<SeminarId> meetingNow() const TSUDOI_CONTROL_THREAD;  ///< the one that runs
    /// Whether panelists and screens of this seminar may be connected to the programme: those of the one on air or just
    /// ended (undo), of the meeting that runs, else of what is rehearsed; while nothing runs, of all that are not over.
    [[nodiscard]] bool mayConverse(const SeminarId& id) const TSUDOI_CONTROL_THREAD;
    /// A seminar changed (state, times, title) or the recording's figures did. As many as want it.
    void onChange(std::function<void(const SeminarId&)> changed) TSUDOI_CONTROL_THREAD;

    /// A draft; a meeting is open at once, because there is nothing to publish.
    /// \param seminar  an empty id: a short random one. \error Conflict, InvalidArgument
    Result<SeminarId> create(Seminar seminar, const std::string& passcode) TSUDOI_CONTROL_THREAD;
    /// Title, speakers, contact, times, policy; not the state, nor whether it is a meeting. \error NotFound,
    /// InvalidArgument
    Status update(const Seminar& seminar) TSUDOI_CONTROL_THREAD;
    /// \error NotFound, InvalidArgument (length)
    Status setPasscode(const SeminarId& id, const std::string& passcode) TSUDOI_CONTROL_THREAD;
    /// Moves the end of the replay window. \error WrongState: already expired; InvalidArgument: not later than now
    Status extend(const SeminarId& id, WallTime until) TSUDOI_CONTROL_THREAD;
    Status remove(const SeminarId& id) TSUDOI_CONTROL_THREAD;  ///< \error WrongState: on air

    Status publish(const SeminarId& id) TSUDOI_CONTROL_THREAD;  ///< draft -> open
    /// open <-> rehearsal. \error WrongState: a meeting is held meanwhile (a meeting: anything else runs)
    Status rehearse(const SeminarId& id) TSUDOI_CONTROL_THREAD;
    Status start(const SeminarId& id)
        TSUDOI_CONTROL_THREAD;  ///< \error WrongState: another one is on air; Unavailable: disk
    Status pause(const SeminarId& id) TSUDOI_CONTROL_THREAD;
    Status resume(const SeminarId& id) TSUDOI_CONTROL_THREAD;
    Status end(const SeminarId& id) TSUDOI_CONTROL_THREAD;
    Status undoEnd(const SeminarId& id) TSUDOI_CONTROL_THREAD;  ///< \error Expired: the 10 s are over
    Status mark(const SeminarId& id, const std::string& label) TSUDOI_CONTROL_THREAD;

    // -- RecorderEvents
    void recordingStarted(const SeminarId& seminar) override;
    void recordingChanged(const SeminarId& seminar, const RecordingStatus& status) override;
    void recordingEnded(const SeminarId& seminar) override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::seminar
