// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/room_sound.h"

namespace tsudoi::pipeline {

void RoomSound::play(std::int64_t sample, std::span<const float> frames) {
    played_.with([&](AudioRing& ring) {
        ring.seek(sample);
        ring.write(frames);
    });
}

bool RoomSound::playsAt(std::int64_t sample) const {
    const std::int64_t end = played_.with([](const AudioRing& ring) { return ring.end(); });
    return end > 0 && end + kGoneAfter > sample;
}

void RoomSound::read(std::int64_t sample, Mono& out) const {
    std::array<float, kBlockFrames * kChannels> frames;
    played_.with([&](const AudioRing& ring) { ring.read(sample, frames); });
    for (std::size_t i = 0; i < out.size(); ++i) {
        out.at(i) = frames.at(i * kChannels);
    }
}

}  // namespace tsudoi::pipeline
