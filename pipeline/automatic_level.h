// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/loudness_meter.h"
#include "pipeline/sound_block.h"

#include <optional>

namespace tsudoi::pipeline {

/// Brings speech to the programme's loudness, slowly as a hand on the fader does, and keeps still while nobody speaks:
/// a pause does not make the room loud.
///
/// What counts as speech is above the quietest that was heard lately by kSpeechDb, and above kQuietestLufs.
/// Threads: thread-bound.
class AutomaticLevel {
public:
    static constexpr double kTargetLufs = -16.0;
    static constexpr double kMaxGainDb = 30.0;
    static constexpr double kMinGainDb = -18.0;
    static constexpr double kQuietestLufs = -54.0;
    static constexpr double kSpeechDb = 8.0;

    void process(SoundBlock& block);
    [[nodiscard]] double gainDb() const noexcept { return gainDb_; }

private:
    void listen();
    void step();

    LoudnessMeter meter_;
    int blocks_ = 0;               ///< since the meter was read
    int readings_ = 0;             ///< up to the first whole window
    std::optional<double> floor_;  ///< LUFS, the quietest lately; nothing before the first whole window
    double power_ = 0;             ///< of speech, mean square of the newest seconds
    int silent_ = 0;               ///< readings of digital silence in a row
    int heard_ = 0;                ///< readings of speech, up to where the mean is settled
    double gainDb_ = 0;
    double gain_ = 1.0;  ///< at the end of the last block, linear
};

}  // namespace tsudoi::pipeline
