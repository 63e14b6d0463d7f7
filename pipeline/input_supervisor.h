// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "pipeline/input_reaper.h"
#include "pipeline/input_sink.h"
#include "pipeline/input_timing.h"
#include "pipeline/webrtc_visit.h"
#include "seminar/programme.h"

#include <chrono>
#include <functional>
#include <memory>

namespace tsudoi::pipeline {

/// Keeps one input alive: starts its pipeline, watches the age of its newest picture, and starts it
/// anew with growing pauses whenever it fails, hangs or ends, until the supervisor is destroyed.
///
/// Place in the flow: seminar::Programme -> [InputSupervisor] -> Input -> InputSink.
/// What to draw by state: Starting and Lost: the name card; Live and Hold: the newest picture that
/// the sink got. An image, and a film that is not looped and has ended, keep their last picture as
/// Live without sound; the sink then gets no further pictures. A device input whose picture and
/// sound come from two devices has a pipeline for each: one may be unplugged without harm to the
/// other. Its state is that of the picture.
///
/// Threads: thread-bound (control thread), but age() and state() are thread-safe (tick thread). No
/// call blocks: every pipeline is started and stopped on its own thread of the reaper.
class InputSupervisor {
public:
    using StatusHandler = std::function<void(const seminar::InputStatus&)>;

    /// Starts at once.
    /// \param sink      gets pictures and sound until this object is destroyed; not called after
    /// that \param control   the control thread; must run longer than this object lives \param
    /// onStatus  called on the control thread when state, size, problem, hasVideo, hasAudio or
    /// restarts change
    InputSupervisor(seminar::InputSpec spec, InputSink& sink, const ProgrammeTiming& timing, Executor& control,
                    InputReaper& reaper, StatusHandler onStatus);
    ~InputSupervisor();
    InputSupervisor(const InputSupervisor&) = delete;
    InputSupervisor& operator=(const InputSupervisor&) = delete;

    /// Starts anew when anything but the name changed.
    void update(const seminar::InputSpec& spec);
    /// Stops and starts at once, whatever the back-off says.
    void restart();
    /// The peer of a `whip` or `panelist` input comes, replacing the one that is there, or goes.
    void take(std::shared_ptr<WebrtcVisit> visit);
    void senderLeft();

    [[nodiscard]] const seminar::InputSpec& spec() const;
    /// The status now, with age and the time until the next start. Threads: thread-bound.
    [[nodiscard]] seminar::InputStatus status() const;

    /// Since the newest picture (sound-only inputs: sound); very large before the first one.
    [[nodiscard]] std::chrono::milliseconds age() const noexcept;
    [[nodiscard]] seminar::InputState state() const noexcept;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::pipeline
