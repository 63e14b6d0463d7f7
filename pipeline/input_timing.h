// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"

#include <gst/gst.h>

namespace tsudoi::pipeline {

/// The programme's clock and canvas, to which every input is brought.
struct ProgrammeTiming {
    GstClock* clock = nullptr;  ///< monotonic system clock; borrowed, pipelines take their own references
    GstClockTime baseTime = 0;  ///< reading of the clock at programme time 0
    Size canvas{1920, 1080};
    Fraction frameRate{30, 1};
};

}  // namespace tsudoi::pipeline
