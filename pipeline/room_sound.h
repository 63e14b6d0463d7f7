// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "pipeline/audio_ring.h"
#include "pipeline/programme_time.h"

#include <array>
#include <cstdint>
#include <span>

namespace tsudoi::pipeline {

/// What the screens in the room play, so that the room's microphones can be freed of it: the panelists' voices of the
/// last seconds, addressed by programme sample number. Without a screen nothing comes in, and nobody has anything to
/// do.
///
/// Place in the flow: ReturnFeed -> [RoomSound] -> EchoCanceller.
/// Threads: thread-safe; nobody waits for more than a copy of 10 ms.
class RoomSound {
public:
    using Mono = std::array<float, kBlockFrames>;
    /// A screen that got nothing for so long has gone. Longer than a tick is ever late, and than an echo lasts.
    static constexpr std::int64_t kGoneAfter = 2 * kSampleRate;

    /// \param frames  stereo, both channels the same, from programme sample \p sample on
    void play(std::int64_t sample, std::span<const float> frames);
    /// \return whether there is a screen when programme sample \p sample is on its way
    [[nodiscard]] bool playsAt(std::int64_t sample) const;
    /// From programme sample \p sample on; what was not played, or not yet, is silence.
    void read(std::int64_t sample, Mono& out) const;

private:
    Synchronized<AudioRing> played_;
};

}  // namespace tsudoi::pipeline
