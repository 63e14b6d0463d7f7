// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/return_feed.h"

#include <array>
#include <utility>

namespace tsudoi::pipeline {

using seminar::PeerId;

ReturnFeed::ReturnFeed(Size canvas, Fraction rate)
    : encoder_(ReturnVideoFormat::of(canvas, rate), [this](GstSample* sample) { encoded(sample); }) {}

ReturnFeed::~ReturnFeed() = default;

void ReturnFeed::join(const PeerId& peer, std::shared_ptr<ReturnListener> listener) {
    listeners_.with([&](Listeners& all) { all.insert_or_assign(peer, std::move(listener)); });
    encoder_.requestKeyframe();
}

void ReturnFeed::leave(const PeerId& peer, const ReturnListener* listener) {
    listeners_.with([&](Listeners& all) {
        const auto found = all.find(peer);
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
    for (const auto& [peer, listener] : listeners_.copy()) {
        listener->picture(sample, at);
    }
}

void ReturnFeed::sound(const AudioMixer& mixer) {
    std::array<float, kBlockFrames * kChannels> frames;
    for (const auto& [peer, listener] : listeners_.copy()) {
        const bool panelist = peer.kind == PeerId::Kind::Panelist;
        const std::int64_t sample = panelist ? mixer.minus(InputId(peer.id), frames) : mixer.remote(frames);
        listener->sound(frames, sampleTime(sample));
    }
}

}  // namespace tsudoi::pipeline
