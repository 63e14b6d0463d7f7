// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "pipeline/audio_source.h"
#include "pipeline/limiter.h"
#include "pipeline/loudness_meter.h"
#include "pipeline/slate_gate.h"

#include <array>
#include <map>
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

/// An operator's headset. Nothing of it is ever in the programme.
struct Talker {
    std::shared_ptr<AudioSource> source;
    seminar::Talk to;
};

/// Mixes the programme's sound: sum of the strips, slate gate, limiter, meters. And for each panelist the sound of
/// everybody else (mix-minus): on stage those who are on stage, in the green room also those who wait there. While an
/// operator speaks to a panelist, they hear everybody else quieter (interruptible foldback).
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

    /// Of everybody else, while an operator speaks.
    static constexpr double kInterruptedDb = -12;

    using Strips = std::vector<Strip>;
    using Talkers = std::vector<Talker>;

    /// \param tick  number of the 10 ms tick; calls are in order, skipped ticks are silence lost
    /// \return      what leaves the programme bus; its sample number says when it is heard
    const AudioBlock& mix(std::int64_t tick, const Strips& strips);
    /// What panelists, rooms and operators hear is mixed, too; after mix() of the same tick.
    void mixMinus(std::int64_t tick, const Talkers& talkers = {});
    /// What \p panelist hears of what mixMinus() mixed last: not the slate, and nothing of their own.
    /// \return programme sample number of the first frame
    std::int64_t minus(const InputId& panelist, AudioSource::Block& heard) const;
    /// The same for the room: the panelists on stage, and nothing that comes from the room itself. Both channels are
    /// the same, so that what the loudspeakers play is exactly what echo cancellation is told.
    std::int64_t remote(AudioSource::Block& heard) const;
    /// The same for operators: the panelists wherever they are, so that they answer also from the green room.
    std::int64_t backstage(AudioSource::Block& heard) const;
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
    struct Spoken {
        seminar::Talk to;
        const AudioSource::Block* block = nullptr;  ///< of a talker's source
    };
    /// How far everybody else is turned down for a panelist: 0 not at all, 1 by kInterruptedDb.
    struct Foldback {
        float from = 0;
        float to = 0;
    };
    template <typename Wanted>
    std::int64_t sum(AudioSource::Block& heard, Wanted&& wanted) const;
    void interrupt(const InputId& panelist);

    AudioBlock block_;
    Strips strips_;             ///< of the last block
    std::vector<Heard> heard_;  ///< by mixMinus()
    std::vector<Spoken> spoken_;
    std::map<InputId, Foldback> foldbacks_;
    std::int64_t mixed_ = 0;  ///< sample number of what is in it
    SlateGate gate_;
    Limiter limiter_;
    LoudnessMeter loudness_;
    std::array<float, kChannels> peaks_{};
};

}  // namespace tsudoi::pipeline
