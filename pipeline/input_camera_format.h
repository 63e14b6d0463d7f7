// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/devices.h"

#include <optional>
#include <string>
#include <vector>

namespace tsudoi::pipeline {

/// Which of a camera's formats gives the best picture on the canvas: as large and as fast as the canvas, no more;
/// among equals raw before Motion JPEG before H.264, which cost decoding. Many cameras do 1080p at 5 frames/s raw but
/// at 30 as Motion JPEG. Pure.
/// \return nullopt when no format says its size: then the camera may choose
[[nodiscard]] std::optional<hardware::DeviceFormat> bestCameraFormat(const std::vector<hardware::DeviceFormat>& formats,
                                                                     Size canvas, Fraction rate);

/// \return caps that ask for a format, at the canvas rate if the camera can, else at what is nearest above or below
[[nodiscard]] std::string cameraCaps(const hardware::DeviceFormat& format, Fraction rate);

}  // namespace tsudoi::pipeline
