// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/gst_ptr.h"
#include "pipeline/picture.h"

namespace tsudoi::pipeline {

/// \return a buffer that shares the picture's memory, with its own time
[[nodiscard]] BufferPtr bufferOf(const PicturePtr& picture, MediaTime pts, MediaTime duration);

/// \return what such buffers are: raw I420, BT.709, progressive
[[nodiscard]] CapsPtr pictureCaps(Size size, Fraction rate);

}  // namespace tsudoi::pipeline
