// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/sound_block.h"

namespace tsudoi::pipeline {

/// Turns down what is below a level: the room while nobody speaks. Both channels open together.
///
/// Threads: thread-bound.
class Gate {
public:
    static constexpr double kClosedDb = -24.0;      ///< the room stays there a little
    static constexpr double kHysteresisDb = 6.0;    ///< it closes so far below the level at which it opens
    static constexpr double kHoldSeconds = 0.3;     ///< pauses between words
    static constexpr double kOpensSeconds = 0.005;  ///< time constants
    static constexpr double kClosesSeconds = 0.15;

    /// \param db  dBFS, peak
    void threshold(double db);
    void process(SoundBlock& block);

private:
    float opensAt_ = 0;
    float closesAt_ = 0;
    int hold_ = 0;  ///< frames
    float gain_ = 1.0F;
};

/// Brings loud and quiet words nearer to each other: what is above the threshold grows by a third only, and all of it
/// is made louder by the same. Both channels together.
///
/// Threads: thread-bound.
class Compressor {
public:
    static constexpr double kThresholdDb = -24.0;
    static constexpr double kRatio = 3.0;
    static constexpr double kKneeDb = 6.0;  ///< as wide, around the threshold
    static constexpr double kMakeUpDb = 6.0;
    static constexpr double kAttackSeconds = 0.008;
    static constexpr double kReleaseSeconds = 0.15;

    void process(SoundBlock& block);

private:
    double reductionDb_ = 0;  ///< now, not negative
};

}  // namespace tsudoi::pipeline
