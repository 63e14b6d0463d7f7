// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"

namespace tsudoi::pipeline {

/// What a decoder says about its pictures.
struct DecodedPicture {
    Size size;
    Fraction pixelAspect{1, 1};  ///< width : height of one pixel
    bool quarterTurn = false;    ///< to be turned by 90 or 270 degrees before it is shown
};

/// The size to scale a picture to, before it is turned: square pixels (the longer side grows, none
/// shrinks), never larger than the canvas once turned, both even, at least 2. Pure.
[[nodiscard]] Size inputSize(const DecodedPicture& picture, Size canvas);

}  // namespace tsudoi::pipeline
