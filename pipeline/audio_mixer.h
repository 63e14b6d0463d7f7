// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/audio_source.h"
#include "pipeline/limiter.h"
#include "pipeline/loudness_meter.h"
#include "pipeline/slate_gate.h"

#include <array>
#include <memory>
#include <span>
#include <vector>

namespace tsudoi::pipeline {

/// 10 ms of the programme's sound.
struct AudioBlock {
    std::int64_t sample = 0;  ///< programme sample number of the first frame
    std::array<float, kBlockFrames * kChannels> frames{};
};

/// Mixes the programme's sound: sum of the strips, slate gate, limiter, meters.
///
/// It runs kLag behind the clock: a slate that begins with the frame of this very tick is still
/// ahead of it, so picture and sound leave together although the limiter looks ahead.
///
/// Threads: thread-bound (tick thread).
class AudioMixer {
public:
    static constexpr std::int64_t kLag = 6 * kBlockFrames;

    using Sources = std::vector<std::shared_ptr<AudioSource>>;

    /// \param tick  number of the 10 ms tick; calls are in order, skipped ticks are silence lost
    /// \return      what leaves the programme bus; its sample number says when it is heard
    const AudioBlock& mix(std::int64_t tick, const Sources& sources);
    /// From programme sample \p sample on the audience hears the slate (or the room again).
    void slate(bool shown, std::int64_t sample) { gate_.change(shown, sample); }
    /// Integrated loudness begins anew.
    void restartLoudness() { loudness_.restart(); }
    [[nodiscard]] seminar::ProgrammeMeter takeMeter();

private:
    AudioBlock block_;
    SlateGate gate_;
    Limiter limiter_;
    LoudnessMeter loudness_;
    std::array<float, kChannels> peaks_{};
};

}  // namespace tsudoi::pipeline
