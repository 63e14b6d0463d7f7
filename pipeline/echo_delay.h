// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/room_sound.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace tsudoi::pipeline {

/// Finds out whether, and how long after they were sent to the room, the panelists' voices come in through a
/// microphone. The way leads through a browser's jitter buffer, a loudspeaker, the air and the input's own latency: 0.1
/// to 1 s.
///
/// Both sounds are correlated at 4 kHz over the last second (generalised cross-correlation: what counts is the phase,
/// so that speech does not resemble itself). An answer is one that stands out and that two looks in a row agree on.
///
/// Threads: thread-bound.
class EchoDelay {
public:
    /// Echoes earlier than this are not looked for: what the room plays must be there when its echo comes.
    static constexpr std::int64_t kNearest = 8 * kBlockFrames;
    static constexpr std::int64_t kLongest = kNearest + 49'152;

    EchoDelay();
    ~EchoDelay();
    EchoDelay(const EchoDelay&) = delete;
    EchoDelay& operator=(const EchoDelay&) = delete;

    /// The microphone's sound begins anew.
    void reset();
    /// \param block  kBlockFrames of the microphone's sound, stereo, up to programme sample \p end
    /// \return       a delay that was found now, in samples
    [[nodiscard]] std::optional<std::int64_t> add(std::span<const float> block, std::int64_t end,
                                                  const RoomSound& room);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::pipeline
