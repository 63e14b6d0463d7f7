// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_leg.h"

#include "base/log.h"
#include "pipeline/input_address.h"
#include "pipeline/input_problem.h"

#include <algorithm>
#include <utility>

namespace tsudoi::pipeline {

using seminar::InputKind;
using seminar::InputSpec;
using seminar::InputState;
using seminar::InputStatus;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr milliseconds kTick{50};
/// A source that stopped without an error is started anew at this age; a shorter gap is left to the
/// source.
constexpr milliseconds kHungAfter{2500};
/// A sender that comes by itself gets longer: starting anew is not in our hands.
constexpr milliseconds kSenderGoneAfter{15'000};
/// A run that brought pictures for this long has worked: the next pause is short again.
constexpr seconds kProvenAfter{5};
/// Before the first picture: after this time the operator is told, though the source may still
/// come.
constexpr seconds kSlowAfter{3};
/// An incarnation that does not end within this time after it was told to is abandoned.
constexpr seconds kAbandonAfter{2};
/// With more than so many abandoned ones left, no further one is started: they hold threads and descriptors.
constexpr std::size_t kMostAbandoned = 2;

milliseconds hungAfter(const InputSpec& spec) {
    return seminar::isVisited(spec.kind) ? kSenderGoneAfter : kHungAfter;
}

/// A picture that does not move is no fault. (Whether somebody who shares a screen is still there, their own input
/// tells.)
bool staysStill(const InputSpec& spec) {
    return spec.kind == InputKind::Image || spec.kind == InputKind::Share;
}

/// How long a source may take to its first picture; absent: it waits for its peer.
std::optional<seconds> startLimit(const InputSpec& spec) {
    return isListener(spec) ? std::nullopt : std::optional(seconds(10));
}

}  // namespace

InputLeg::InputLeg(InputSpec spec, InputSink& sink, const ProgrammeTiming& timing, Executor& control,
                   InputReaper& reaper, std::function<void()> changed)
    : spec_(std::move(spec)),
      sink_(sink),
      timing_(timing),
      control_(control),
      reaper_(reaper),
      changed_(std::move(changed)),
      pulse_(std::make_shared<InputPulse>(spec_.kind == InputKind::File)) {
    status_.id = spec_.id;
    timer_ = control_.every(kTick, [this] { tick(); });
    if (seminar::isVisited(spec_.kind)) {
        phase_ = Phase::Pausing;
        status_.problem = noStartProblem(spec_);
        reported_ = state();
    } else {
        start();
    }
}

InputLeg::~InputLeg() {
    if (run_) {
        run_->stop();
    }
}

void InputLeg::restart() {
    stop();
    backoff_.reset();
    phase_ = Phase::Pausing;
    pausedAt_ = Clock::now();
    retryAt_ = pausedAt_;
    if (waitsForSender()) {
        status_.problem = noStartProblem(spec_);
        changed_();
    }
    tick();
}

void InputLeg::take(std::shared_ptr<WebrtcVisit> visit) {
    std::erase_if(leaving_, [](const auto& gone) { return gone->load(); });
    if (leaving_.size() > kMostAbandoned) {
        visit->refuse({ErrorCode::Unavailable, stuckSendersProblem()});
        return;
    }
    stop();
    visit_ = std::move(visit);
    start();
    changed_();
}

void InputLeg::senderLeft() {
    if (run_) {
        pauseAfter(endedProblem(spec_));
    }
}

bool InputLeg::waitsForSender() const noexcept {
    return seminar::isVisited(spec_.kind) && !visit_;
}

void InputLeg::start() {
    phase_ = Phase::Running;
    startedAt_ = Clock::now();
    firstCameAt_.reset();
    pulse_->setStill(false);
    InputPlan plan(spec_, timing_);
    plan.attempt = backoff_.failures();
    plan.visit = std::exchange(visit_, nullptr);
    auto hear = lifetime_.bind([this, number = ++runNumber_](const InputEvent& event) { happened(number, event); });
    run_ = std::make_unique<InputRun>(
        std::move(plan), sink_, pulse_,
        [&control = control_, hear](InputEvent event) {
            control.post([hear, event = std::move(event)]() mutable { hear(event); });
        },
        reaper_);
}

void InputLeg::stop() {
    if (run_) {
        run_->stop();
        leaving_.push_back(run_->gone());
        run_.reset();
        if (spec_.kind == InputKind::Share) {
            pulse_->setStill(false);
        }
        sink_.discontinuity();
    }
}

void InputLeg::happened(int run, const InputEvent& event) {
    if (run != runNumber_ || !run_) {
        return;  // of an incarnation that was stopped meanwhile
    }
    if (event.kind == InputEvent::Kind::Failed) {
        return pauseAfter(event.problem);
    }
    if (event.kind == InputEvent::Kind::Ended) {
        return endedByItself(event.problem);
    }
    // Where there was a picture before, sound alone is not yet success: the picture is still as old as it was.
    if (!firstCameAt_ && (event.kind == InputEvent::Kind::Picture || !status_.hasVideo)) {
        firstCameAt_ = Clock::now();
        status_.problem.reset();
    }
    if (event.kind == InputEvent::Kind::Picture) {
        status_.hasVideo = true;
        status_.size = event.size;
        pulse_->setStill(staysStill(spec_));
    } else {
        status_.hasAudio = true;
    }
    reported_ = state();
    changed_();
}

bool InputLeg::restsAtEnd() const noexcept {
    return spec_.kind == InputKind::Image || (spec_.kind == InputKind::File && !spec_.loop);
}

void InputLeg::endedByItself(const Text& problem) {
    if (spec_.kind == InputKind::File && spec_.loop && firstCameAt_) {
        return nextRound();
    }
    if (!restsAtEnd() || !pulse_->age()) {
        return pauseAfter(problem);
    }
    pulse_->setStill(true);
    stop();
    phase_ = Phase::Resting;
    status_.problem.reset();
    changed_();
}

/// A film in a container that cannot be wound back is opened anew; that is no failure.
void InputLeg::nextRound() {
    stop();
    phase_ = Phase::Pausing;
    pausedAt_ = Clock::now();
    retryAt_ = std::max(pausedAt_, *firstCameAt_ + InputBackoff::kFirst);
    tick();
}

void InputLeg::pauseAfter(const Text& problem) {
    if (firstCameAt_ && Clock::now() - *firstCameAt_ >= kProvenAfter) {
        backoff_.reset();
    }
    stop();
    phase_ = Phase::Pausing;
    pausedAt_ = Clock::now();
    retryAt_ = pausedAt_ + backoff_.next();
    status_.problem = problem;
    reported_ = state();
    log::warn("input {}: {}", spec_.id.str(), problem.en);
    changed_();
}

void InputLeg::tick() {
    std::erase_if(leaving_, [](const auto& gone) { return gone->load(); });
    if (phase_ == Phase::Running) {
        watchRunning();
    } else if (phase_ == Phase::Pausing && mayStart()) {
        status_.restarts += status_.problem ? 1 : 0;
        start();
        changed_();
    }
    if (reported_ != state()) {
        reported_ = state();
        changed_();
    }
}

void InputLeg::tellStuck() {
    const Text stuck = stuckProblem(spec_);
    if (status_.problem != stuck) {
        status_.problem = stuck;
        changed_();
    }
}

/// A new incarnation waits for the old one, which may still hold the device or the port.
bool InputLeg::mayStart() {
    const auto now = Clock::now();
    if (now < retryAt_ || waitsForSender()) {
        return false;
    }
    if (leaving_.size() > kMostAbandoned) {
        tellStuck();
        return false;
    }
    return leaving_.empty() || now - pausedAt_ >= kAbandonAfter;
}

void InputLeg::watchRunning() {
    if (firstCameAt_) {
        if (!pulse_->still() && pulse_->age() >= hungAfter(spec_)) {
            pauseAfter(hungProblem(spec_));
        }
        return;
    }
    const auto waited = Clock::now() - startedAt_;
    if (const auto limit = startLimit(spec_); limit && waited >= *limit) {
        pauseAfter(status_.problem.value_or(noStartProblem(spec_)));
    } else if (waited >= kSlowAfter && !status_.problem) {
        status_.problem = noStartProblem(spec_);
        changed_();
    }
}

InputState InputLeg::state() const noexcept {
    return stateOf({pulse_->age(), pulse_->still(), status_.problem.has_value()});
}

InputStatus InputLeg::status() const {
    InputStatus status = status_;
    status.state = state();
    status.age = std::chrono::duration_cast<milliseconds>(pulse_->age().value_or(Clock::now() - startedAt_));
    if (phase_ == Phase::Pausing && !waitsForSender()) {
        status.retryIn = std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(retryAt_ - Clock::now()));
    }
    return status;
}

}  // namespace tsudoi::pipeline
