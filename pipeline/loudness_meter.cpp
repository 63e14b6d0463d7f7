// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/loudness_meter.h"

#include "base/check.h"
#include "pipeline/programme_time.h"
#include "seminar/programme.h"

#include <ebur128.h>

#include <algorithm>

namespace tsudoi::pipeline {

namespace {

struct Destroy {
    void operator()(ebur128_state* state) const noexcept { ebur128_destroy(&state); }
};
using StatePtr = std::unique_ptr<ebur128_state, Destroy>;

/// The histogram keeps memory and time of the integrated value constant over hours.
StatePtr makeState() {
    constexpr int mode = EBUR128_MODE_M | EBUR128_MODE_S | EBUR128_MODE_I | EBUR128_MODE_HISTOGRAM;
    StatePtr state(ebur128_init(kChannels, kSampleRate, mode));
    TSUDOI_CHECK(state != nullptr);
    return state;
}

using Query = int (*)(ebur128_state*, double*);
double ask(ebur128_state* state, Query query) {
    double value = seminar::kSilenceDb;
    const bool known = query(state, &value) == EBUR128_SUCCESS;
    return known ? std::max(value, seminar::kSilenceDb) : seminar::kSilenceDb;
}

}  // namespace

struct LoudnessMeter::Impl {
    StatePtr state = makeState();
};

LoudnessMeter::LoudnessMeter() : impl_(std::make_unique<Impl>()) {}
LoudnessMeter::~LoudnessMeter() = default;

void LoudnessMeter::add(std::span<const float> frames) {
    ebur128_add_frames_float(impl_->state.get(), frames.data(), frames.size() / kChannels);
}

LoudnessMeter::Reading LoudnessMeter::read() const {
    ebur128_state* state = impl_->state.get();
    return {ask(state, ebur128_loudness_momentary), ask(state, ebur128_loudness_shortterm),
            ask(state, ebur128_loudness_global)};
}

double LoudnessMeter::momentary() const {
    return ask(impl_->state.get(), ebur128_loudness_momentary);
}

void LoudnessMeter::restart() {
    impl_->state = makeState();
}

}  // namespace tsudoi::pipeline
