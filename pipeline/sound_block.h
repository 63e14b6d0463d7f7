// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/programme_time.h"

#include <array>
#include <cstddef>

namespace tsudoi::pipeline {

/// 10 ms of an input's sound: kBlockFrames stereo frames, interleaved, 1.0 is full scale.
using SoundBlock = std::array<float, std::size_t{kBlockFrames} * kChannels>;

}  // namespace tsudoi::pipeline
