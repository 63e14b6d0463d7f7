// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/studio_history.h"

namespace tsudoi::seminar {

void StudioHistory::push(Step step) {
    steps_.push_back(std::move(step));
    if (steps_.size() > kMostSteps) {
        steps_.pop_front();
    }
}

void StudioHistory::note(const Scene& before) {
    moved_.reset();
    push(before);
}

void StudioHistory::noteFraming(const Scene& before, Instant now) {
    const bool framed = !steps_.empty() && std::holds_alternative<Scene>(steps_.back()) && moved_;
    const bool sameMovement = framed && now - *moved_ <= kOneMovement;
    moved_ = now;
    if (!sameMovement) {
        push(before);
    }
}

void StudioHistory::note(const InputId& source, const SourceSettings& before, Instant now) {
    const auto* newest = steps_.empty() ? nullptr : std::get_if<SourceStep>(&steps_.back());
    const bool sameMovement = newest != nullptr && newest->first == source && moved_ && now - *moved_ <= kOneMovement;
    moved_ = now;
    if (!sameMovement) {
        push(SourceStep{source, before});
    }
}

void StudioHistory::forgetScenes() {
    std::erase_if(steps_, [](const Step& step) { return std::holds_alternative<Scene>(step); });
}

void StudioHistory::forget(const InputId& source) {
    moved_.reset();
    std::erase_if(steps_, [&source](const Step& step) {
        const auto* of = std::get_if<SourceStep>(&step);
        return of != nullptr && of->first == source;
    });
}

std::optional<StudioHistory::Step> StudioHistory::takeBack() {
    moved_.reset();
    if (steps_.empty()) {
        return std::nullopt;
    }
    Step step = std::move(steps_.back());
    steps_.pop_back();
    return step;
}

}  // namespace tsudoi::seminar
