// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/frame_composer.h"

#include "pipeline/programme_clock.h"
#include "pipeline/thread_rank.h"

#include <algorithm>
#include <utility>

namespace tsudoi::pipeline {

FrameComposer::FrameComposer(Size canvas, std::chrono::nanoseconds base, FrameCounters& counters, Consumer consumer)
    : base_(base), counters_(counters), consumer_(std::move(consumer)), mixer_(canvas), thread_([this] { run(); }) {}

FrameComposer::~FrameComposer() {
    waiting_.close();
    thread_.join();
}

void FrameComposer::plan(FramePlan plan) {
    if (!waiting_.push(std::move(plan))) {
        ++counters_.shed;
    }
}

void FrameComposer::run() {
    makeThread("programme-draw", kDrawNice);
    while (const auto plan = waiting_.pop()) {
        if (monotonicNow() - base_ - plan->pts > kTooLate) {
            ++counters_.shed;
        } else {
            compose(*plan);
        }
    }
}

void FrameComposer::compose(const FramePlan& plan) {
    const PicturePtr picture = mixer_.draw(plan);
    consumer_(plan, picture);
    ++counters_.frames;
    const std::int64_t lag = (monotonicNow() - base_ - plan.pts).count();
    counters_.worstLag = std::max(counters_.worstLag.load(), lag);
}

}  // namespace tsudoi::pipeline
