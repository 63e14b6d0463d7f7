// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/screens.h"

#include <utility>

namespace tsudoi::pipeline {

namespace {

Error tooMany() {
    return {ErrorCode::Unavailable,
            {"会場の画面が多すぎます。使っていない画面を閉じてください。",
             "There are too many screens; close one that is not needed."}};
}

}  // namespace

void Screens::take(std::shared_ptr<PeerCall> call, const ProgrammeTiming& timing) {
    std::erase_if(running_, [](const auto& screen) { return screen.second->over()->load(); });
    std::erase_if(leaving_, [](const auto& over) { return over->load(); });
    const seminar::PeerId screen = call->peer();
    const bool full = running_.size() >= kMost && !running_.contains(screen);
    if (full || leaving_.size() >= kMost) {
        call->refuse(tooMany());
        return;
    }
    drop(screen);
    running_[screen] = std::make_unique<ScreenRun>(std::move(call), timing, reaper_);
}

void Screens::drop(const seminar::PeerId& screen) {
    const auto found = running_.find(screen);
    if (found != running_.end()) {
        leaving_.push_back(found->second->over());
        running_.erase(found);
    }
}

PeerCall* Screens::find(const seminar::PeerId& screen) const {
    const auto found = running_.find(screen);
    return found != running_.end() ? &found->second->call() : nullptr;
}

}  // namespace tsudoi::pipeline
