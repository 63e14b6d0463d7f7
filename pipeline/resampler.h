// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tsudoi::pipeline {

/// Stereo float at 48 kHz in and out, a little longer or shorter on demand (libswresample).
///
/// Threads: thread-bound.
class Resampler {
public:
    Resampler();
    ~Resampler();
    Resampler(const Resampler&) = delete;
    Resampler& operator=(const Resampler&) = delete;

    /// Appends what comes out to \p out.
    void process(std::span<const float> frames, std::vector<float>& out);
    /// \param samples  to add (negative: leave out) in each second from now on
    void setCorrection(int samples);
    /// \return frames that went in and did not come out yet
    [[nodiscard]] std::int64_t delay() const;
    void reset();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::pipeline
