// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
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

/// One source of sound and where it is heard.
struct Strip {
    InputId id;
    std::shared_ptr<AudioSource> source;
    bool onStage = true;  ///< false: a panelist in the green room, whom the audience does not hear
    InputId speaker{};    ///< the panelist who sends it, whom it is not sent back to; empty: of the room
};

/// Mixes the programme's sound: sum of the strips, slate gate, limiter, meters. And for each panelist the sound of
/// everybody else (mix-minus): on stage those who are on stage, in the green room also those who wait there.
///
/// It runs kLag behind the clock: a slate that begins with the frame of this very tick is still
/// ahead of it, so picture and sound leave together although the limiter looks ahead.
///
/// Threads: thread-bound (tick thread).
class AudioMixer {
public:
    static constexpr std::int64_t kLag = 6 * kBlockFrames;
    /// The same for what panelists hear, where no slate waits and every moment counts.
    static constexpr std::int64_t kMinusLag = 2 * kBlockFrames;

    using Strips = std::vector<Strip>;

    /// \param tick  number of the 10 ms tick; calls are in order, skipped ticks are silence lost
    /// \return      what leaves the programme bus; its sample number says when it is heard
    const AudioBlock& mix(std::int64_t tick, const Strips& strips);
    /// What panelists hear is mixed, too; after mix() of the same tick.
    void mixMinus(std::int64_t tick);
    /// What \p panelist hears of what mixMinus() mixed last: not the slate, and nothing of their own.
    /// \return programme sample number of the first frame
    std::int64_t minus(const InputId& panelist, AudioSource::Block& heard) const;
    /// The same for the room: the panelists on stage, and nothing that comes from the room itself. Both channels are
    /// the same, so that what the loudspeakers play is exactly what echo cancellation is told.
    std::int64_t remote(AudioSource::Block& heard) const;
    /// From programme sample \p sample on the audience hears the slate (or the room again).
    void slate(bool shown, std::int64_t sample) { gate_.change(shown, sample); }
    /// Integrated loudness begins anew.
    void restartLoudness() { loudness_.restart(); }
    [[nodiscard]] seminar::ProgrammeMeter takeMeter();

private:
    struct Heard {
        InputId id;
        bool onStage = true;
        InputId speaker;
        const AudioSource::Block* block = nullptr;  ///< of a strip in strips_
    };
    template <typename Wanted>
    std::int64_t sum(AudioSource::Block& heard, Wanted&& wanted) const;

    AudioBlock block_;
    Strips strips_;             ///< of the last block
    std::vector<Heard> heard_;  ///< by mixMinus()
    std::int64_t mixed_ = 0;    ///< sample number of what is in it
    SlateGate gate_;
    Limiter limiter_;
    LoudnessMeter loudness_;
    std::array<float, kChannels> peaks_{};
};

}  // namespace tsudoi::pipeline
