// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "pipeline/audio_ring.h"
#include "pipeline/programme_time.h"
#include "seminar/programme.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tsudoi::pipeline {

/// Shapes an input's sound on its way into the ring of its strip, every sample staying at its place: high-pass, noise
/// suppression, gate, compressor, automatic level, in this order. What is switched on or off fades within 10 ms; with
/// nothing on, the sound passes bit by bit. Behind noise suppression sound is 7 ms late.
///
/// Place in the flow: EchoCanceller -> [SoundShaper] -> AudioRing.
/// Threads: seek and write thread-bound (whoever holds its owner's lock), the ring is locked for copies only; apply is
/// thread-safe.
class SoundShaper {
public:
    using Ring = Synchronized<AudioRing>;

    explicit SoundShaper(Ring& ring);
    ~SoundShaper();
    SoundShaper(const SoundShaper&) = delete;
    SoundShaper& operator=(const SoundShaper&) = delete;

    void apply(const seminar::SoundShape& shape);
    /// The next sound begins at \p sample.
    void seek(std::int64_t sample);
    /// While something is on, up to a block of it waits for the next call.
    void write(std::span<const float> frames);

private:
    struct Stages;
    void handOn(std::span<const float> frames);

    Ring& ring_;
    Synchronized<seminar::SoundShape> wanted_;
    std::unique_ptr<Stages> stages_;  ///< null: nothing is on
    std::vector<float> held_;         ///< less than a block
};

}  // namespace tsudoi::pipeline
