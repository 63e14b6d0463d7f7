// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tsudoi::pipeline {

/// The last seconds of an input's sound, stereo, addressed by programme sample number. What was
/// never written is silence.
///
/// Threads: thread-bound (whoever holds its owner's lock).
class AudioRing {
public:
    /// 2.7 s: the longest delay, the latency and what may come early.
    static constexpr std::int64_t kFrames = 1 << 17;

    AudioRing();

    /// The next sound begins at \p sample. A gap that this leaves is silent.
    void seek(std::int64_t sample);
    void write(std::span<const float> frames);
    /// \return frames in \p out that hold written sound, counted from its start
    std::int64_t read(std::int64_t sample, std::span<float> out) const;
    [[nodiscard]] std::int64_t end() const noexcept { return end_; }

private:
    void silence(std::int64_t from, std::int64_t to);
    std::vector<float> samples_;
    std::int64_t end_ = 0;  ///< the sample after the last one written
};

}  // namespace tsudoi::pipeline
