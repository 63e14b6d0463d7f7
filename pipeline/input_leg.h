// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "pipeline/input_age.h"
#include "pipeline/input_backoff.h"
#include "pipeline/input_reaper.h"
#include "pipeline/input_run.h"
#include "pipeline/input_sink.h"
#include "pipeline/input_timing.h"
#include "seminar/programme.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tsudoi::pipeline {

/// One pipeline of an input and its life after life: start, watch, stop, pause, start again.
///
///   Running --failed, ended, hung, nothing came--> Pausing --pause over and the old one gone-->
///   Running Running --image shown, film at its end--> Resting (for good; the last picture stays)
///
/// A `whip`, `panelist` or `share` input is Pausing until its peer comes; it never starts by itself.
///
/// Threads: thread-bound (control thread); pulse() is for everybody.
class InputLeg {
public:
    /// \param changed  called when status() has something new in it, apart from times
    InputLeg(seminar::InputSpec spec, InputSink& sink, const ProgrammeTiming& timing, Executor& control,
             InputReaper& reaper, std::function<void()> changed);
    ~InputLeg();
    InputLeg(const InputLeg&) = delete;
    InputLeg& operator=(const InputLeg&) = delete;

    void restart();
    /// Somebody wants to come (whip, panelist): they replace the one who is there.
    void take(std::shared_ptr<WebrtcVisit> visit);
    /// The sender said good-bye.
    void senderLeft();
    [[nodiscard]] seminar::InputStatus status() const;
    [[nodiscard]] std::shared_ptr<const InputPulse> pulse() const { return pulse_; }

private:
    using Clock = std::chrono::steady_clock;
    enum class Phase { Running, Pausing, Resting };

    void start();
    void stop();
    void tick();
    void watchRunning();
    void happened(int run, const InputEvent& event);
    void nextRound();
    void endedByItself(const Text& problem);
    void pauseAfter(const Text& problem);
    void tellStuck();
    [[nodiscard]] bool mayStart();
    [[nodiscard]] bool waitsForSender() const noexcept;
    [[nodiscard]] bool restsAtEnd() const noexcept;
    [[nodiscard]] seminar::InputState state() const noexcept;

    const seminar::InputSpec spec_;
    InputSink& sink_;
    const ProgrammeTiming timing_;
    Executor& control_;
    InputReaper& reaper_;
    const std::function<void()> changed_;
    const std::shared_ptr<InputPulse> pulse_;

    Phase phase_ = Phase::Running;
    std::unique_ptr<InputRun> run_;
    int runNumber_ = 0;
    Clock::time_point startedAt_;
    std::optional<Clock::time_point> firstCameAt_;  ///< of this run
    Clock::time_point pausedAt_;
    Clock::time_point retryAt_;
    InputBackoff backoff_;
    std::shared_ptr<WebrtcVisit> visit_;                             ///< for the next start
    std::vector<std::shared_ptr<const std::atomic<bool>>> leaving_;  ///< incarnations told to stop
    seminar::InputStatus status_;                                    ///< what does not depend on the time
    seminar::InputState reported_ = seminar::InputState::Starting;
    std::unique_ptr<Timer> timer_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::pipeline
