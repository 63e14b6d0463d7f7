// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/devices.h"
#include "hardware/gst_handle.h"

#include <vector>

namespace tsudoi::hardware {

/// \return what a device's caps say, without repetitions, in their order, at most kMostFormats
[[nodiscard]] std::vector<DeviceFormat> formatsOf(const GstCaps* caps);
inline constexpr std::size_t kMostFormats = 64;

}  // namespace tsudoi::hardware
