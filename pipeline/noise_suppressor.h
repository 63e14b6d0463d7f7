// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/sound_block.h"

#include <memory>

namespace tsudoi::pipeline {

/// Takes steady noise out of speech: fans, air conditioning, hiss (WebRTC's suppressor). It learns the noise within two
/// seconds. What it gives is 7 ms late.
///
/// Threads: thread-bound.
class NoiseSuppressor {
public:
    NoiseSuppressor();
    ~NoiseSuppressor();
    NoiseSuppressor(const NoiseSuppressor&) = delete;
    NoiseSuppressor& operator=(const NoiseSuppressor&) = delete;

    void process(SoundBlock& block);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::pipeline
