// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/programme_clock.h"

#include "pipeline/programme_time.h"
#include "pipeline/thread_rank.h"

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <utility>

namespace tsudoi::pipeline {

namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;

}  // namespace

std::chrono::nanoseconds monotonicNow() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

ProgrammeClock::ProgrammeClock(std::chrono::nanoseconds base, Fraction rate, Handlers handlers)
    : base_(base), rate_(rate), handlers_(std::move(handlers)), thread_([this] { run(); }) {}

ProgrammeClock::~ProgrammeClock() {
    stopping_ = true;
    thread_.join();
}

MediaTime ProgrammeClock::now() const {
    return monotonicNow() - base_;
}

void ProgrammeClock::run() {
    makeUrgent("programme-tick");
    const MediaTime start = std::max(now(), MediaTime{});
    frame_ = frameAt(start, rate_) + 1;
    tick_ = start / kBlockDuration + 1;
    while (!stopping_) {
        sleepUntil(std::min(frameTime(frame_, rate_), MediaTime(tick_ * kBlockDuration)));
        const MediaTime woken = now();
        frames(woken);  // before the sound: a slate that begins now is then ahead of it
        blocks(woken);
    }
}

void ProgrammeClock::frames(MediaTime now) {
    const std::int64_t newest = frameAt(now, rate_);
    if (newest - frame_ >= kCatchUpFrames) {
        skipped_ += static_cast<std::uint64_t>(newest - frame_);
        frame_ = newest;
    }
    while (frame_ <= newest) {
        handlers_.frame(frame_++);
    }
}

void ProgrammeClock::blocks(MediaTime now) {
    const std::int64_t newest = now / kBlockDuration;
    if (newest - tick_ >= kCatchUpBlocks) {
        tick_ = newest;
    }
    while (tick_ <= newest) {
        handlers_.block(tick_++);
    }
}

void ProgrammeClock::sleepUntil(MediaTime due) const {
    const std::int64_t at = (base_ + due).count();
    const timespec until{at / kNsPerSecond, at % kNsPerSecond};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr) == EINTR) {
    }
}

}  // namespace tsudoi::pipeline
