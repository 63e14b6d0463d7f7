// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_supervisor.h"

#include "base/synchronized.h"
#include "pipeline/input_age.h"
#include "pipeline/input_leg.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tsudoi::pipeline {

using seminar::InputKind;
using seminar::InputSpec;
using seminar::InputState;
using seminar::InputStatus;
using std::chrono::milliseconds;

namespace {

/// Picture and sound from two devices are two pipelines, so that one may be unplugged without the
/// other.
std::vector<InputSpec> legsOf(const InputSpec& spec) {
    if (spec.kind != InputKind::Device || spec.videoDevice.empty() || spec.audioDevice.empty()) {
        return {spec};
    }
    InputSpec picture = spec;
    picture.audioDevice.clear();
    InputSpec sound = spec;
    sound.videoDevice.clear();
    return {picture, sound};
}

/// Whether only something changed that the source does not know.
bool sameSource(InputSpec a, const InputSpec& b) {
    a.id = b.id;
    a.name = b.name;
    a.onStage = b.onStage;
    return a == b;
}

/// The picture's leg decides; the other one adds what it has.
InputStatus combined(const std::vector<std::unique_ptr<InputLeg>>& legs) {
    InputStatus status = legs.front()->status();
    for (std::size_t i = 1; i < legs.size(); ++i) {
        const InputStatus other = legs[i]->status();
        status.hasVideo |= other.hasVideo;
        status.hasAudio |= other.hasAudio;
        status.restarts += other.restarts;
        if (!status.problem) {
            status.problem = other.problem;
            status.retryIn = other.retryIn;
        }
    }
    return status;
}

/// Equal but for the times, which go on by themselves.
bool sameNews(InputStatus a, const InputStatus& b) {
    a.age = b.age;
    a.retryIn = b.retryIn;
    return a == b;
}

}  // namespace

struct InputSupervisor::Impl {
    InputSpec spec;
    InputSink& sink;
    const ProgrammeTiming timing;
    Executor& control;
    InputReaper& reaper;
    const StatusHandler onStatus;
    std::vector<std::unique_ptr<InputLeg>> legs;
    Published<InputPulse> pulse{};    ///< of the leg that decides
    std::atomic<bool> failed{false};  ///< of that leg: it has a problem
    int earlierRestarts = 0;
    std::optional<InputStatus> told;

    void build() {
        legs.clear();
        for (InputSpec& leg : legsOf(spec)) {
            legs.push_back(
                std::make_unique<InputLeg>(std::move(leg), sink, timing, control, reaper, [this] { tell(); }));
        }
        pulse.set(legs.front()->pulse());
        tell();
    }

    InputStatus status() const {
        InputStatus now = combined(legs);
        now.restarts += earlierRestarts;
        return now;
    }

    void tell() {
        failed = legs.front()->status().problem.has_value();
        InputStatus now = status();
        if (!told || !sameNews(*told, now)) {
            told = now;
            onStatus(now);
        }
    }
};

InputSupervisor::InputSupervisor(InputSpec spec, InputSink& sink, const ProgrammeTiming& timing, Executor& control,
                                 InputReaper& reaper, StatusHandler onStatus)
    : impl_(new Impl{.spec = std::move(spec),
                     .sink = sink,
                     .timing = timing,
                     .control = control,
                     .reaper = reaper,
                     .onStatus = std::move(onStatus)}) {
    impl_->build();
}

InputSupervisor::~InputSupervisor() = default;

void InputSupervisor::update(const InputSpec& spec) {
    const bool same = sameSource(spec, impl_->spec);
    impl_->spec = spec;
    if (!same) {
        impl_->earlierRestarts = impl_->status().restarts;
        impl_->sink.discontinuity();
        impl_->build();
    }
}

void InputSupervisor::restart() {
    for (const auto& leg : impl_->legs) {
        leg->restart();
    }
}

void InputSupervisor::take(std::shared_ptr<WebrtcVisit> visit) {
    impl_->legs.front()->take(std::move(visit));
}

void InputSupervisor::senderLeft() {
    impl_->legs.front()->senderLeft();
}

const InputSpec& InputSupervisor::spec() const {
    return impl_->spec;
}

InputStatus InputSupervisor::status() const {
    return impl_->status();
}

milliseconds InputSupervisor::age() const noexcept {
    const auto pulse = impl_->pulse.get();
    const auto age = pulse->age();
    return age ? std::chrono::duration_cast<milliseconds>(*age) : milliseconds::max();
}

InputState InputSupervisor::state() const noexcept {
    const auto pulse = impl_->pulse.get();
    return stateOf({pulse->age(), pulse->still(), impl_->failed});
}

}  // namespace tsudoi::pipeline
