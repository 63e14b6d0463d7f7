// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace tsudoi::hardware {

/// A microphone of PulseAudio, or one in name only.
struct PulseSource {
    std::string name;  ///< what pulsesrc opens; made from the hardware's path, so it stays the same
    std::string description;
    bool hearsTheMachine = false;  ///< the monitor of an output
    int sampleRate = 0;            ///< Hz
    int channels = 0;
};

/// Asks a PulseAudio server that runs (none is started); without one, or when it does not answer in time: none.
///
/// GStreamer's own provider leaves a connection's memory and pipes behind each time it is asked.
/// Threads: reentrant; may block for two seconds.
[[nodiscard]] std::vector<PulseSource> listPulseSources();

}  // namespace tsudoi::hardware
