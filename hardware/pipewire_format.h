// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/devices.h"

#include <optional>

struct spa_pod;

namespace tsudoi::hardware {

/// \param param  an EnumFormat parameter of a node or port (spa/param/format.h)
/// \return the largest of what it allows; nullopt: neither a picture nor sound
[[nodiscard]] std::optional<DeviceFormat> formatOf(const spa_pod* param);

}  // namespace tsudoi::hardware
