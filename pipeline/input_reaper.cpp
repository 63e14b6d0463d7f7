// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_reaper.h"

#include "base/log.h"
#include "base/synchronized.h"

#include <thread>

namespace tsudoi::pipeline {

struct InputReaper::Shared {
    Synchronized<int> running{0};
    Synchronized<std::shared_ptr<Event>> idle;  ///< set by the last task once somebody waits
};

namespace {

constexpr auto kSlowEnd = std::chrono::milliseconds(500);

}  // namespace

InputReaper::InputReaper() : shared_(std::make_shared<Shared>()) {}

InputReaper::~InputReaper() {
    const auto idle = std::make_shared<Event>();
    shared_->idle.with([&](auto& waiting) { waiting = idle; });
    if (running() == 0 || idle->waitFor(kSlowEnd)) {
        return;
    }
    log::info("waiting for {} inputs to stop", running());
    if (!idle->waitFor(kPatience - kSlowEnd)) {
        log::warn("{} inputs hang and are abandoned", running());
    }
}

void InputReaper::run(std::function<void()> task) {
    shared_->running.with([](int& count) { ++count; });
    std::thread([shared = shared_, task = std::move(task)]() mutable {
        task();
        task = nullptr;  // whatever it owns is gone before it counts as ended
        if (shared->running.with([](int& count) { return --count; }) == 0) {
            if (const auto idle = shared->idle.copy()) {
                idle->set();
            }
        }
    }).detach();
}

int InputReaper::running() const {
    return shared_->running.copy();
}

}  // namespace tsudoi::pipeline
