// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"

#include <gst/gst.h>

#include <span>

namespace tsudoi::pipeline {

/// Where an input pipeline delivers what it decoded; made and owned by the programme, one per
/// input.
///
/// Place in the flow: input pipeline -> [InputSink] -> frame sync and audio mixer.
/// Threads: called from the input's streaming threads; never waits.
class InputSink {
public:
    virtual ~InputSink() = default;
    /// \param sample  I420, BT.709, progressive, canvas frame rate, square pixels, the input's own
    /// size \param at      programme time at which the picture was due
    virtual void video(GstSample* sample, MediaTime at) noexcept = 0;
    /// \param frames  interleaved stereo, 32-bit float, nominally 48 kHz (the source's clock may
    /// drift) \param at      programme time of the first frame
    virtual void audio(std::span<const float> frames, MediaTime at) noexcept = 0;
    /// The source was stopped or starts anew: what is buffered of it is no longer continued.
    virtual void discontinuity() noexcept = 0;
};

}  // namespace tsudoi::pipeline
