// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/return_feed.h"

#include <array>
#include <utility>

namespace tsudoi::pipeline {

ReturnFeed::ReturnFeed(Size canvas, Fraction rate)
    : encoder_(ReturnVideoFormat::of(canvas, rate), [this](GstSample* sample) { encoded(sample); }) {}

ReturnFeed::~ReturnFeed() = default;

void ReturnFeed::join(const InputId& panelist, std::shared_ptr<ReturnListener> listener) {
    listeners_.with([&](Listeners& all) { all.insert_or_assign(panelist, std::move(listener)); });
    encoder_.requestKeyframe();
}

void ReturnFeed::leave(const InputId& panelist, const ReturnListener* listener) {
    listeners_.with([&](Listeners& all) {
        const auto found = all.find(panelist);
        if (found != all.end() && found->second.get() == listener) {
            all.erase(found);
        }
    });
}

bool ReturnFeed::hasListeners() const {
    return listeners_.with([](const Listeners& all) { return !all.empty(); });
}

void ReturnFeed::picture(const PicturePtr& picture, MediaTime pts) {
    if (hasListeners()) {
        encoder_.push(picture, pts);
    }
}

void ReturnFeed::encoded(GstSample* sample) {
    const MediaTime at = timeOf(sample);
    for (const auto& [panelist, listener] : listeners_.copy()) {
        listener->picture(sample, at);
    }
}

void ReturnFeed::sound(const AudioMixer& mixer) {
    std::array<float, kBlockFrames * kChannels> frames;
    for (const auto& [panelist, listener] : listeners_.copy()) {
        const std::int64_t sample = mixer.minus(panelist, frames);
        listener->sound(frames, sampleTime(sample));
    }
}

}  // namespace tsudoi::pipeline
