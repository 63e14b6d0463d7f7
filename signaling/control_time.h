// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"

#include <optional>
#include <string>
#include <string_view>

namespace tsudoi::signaling {

/// \return UTC with milliseconds, e.g. "2026-11-23T08:30:00.250Z" (RFC 3339)
[[nodiscard]] std::string toRfc3339(WallTime time);
/// Seconds may have a fraction; the zone is "Z" or an offset. Years 1970 to 2261 (where the clock ends).
[[nodiscard]] std::optional<WallTime> fromRfc3339(std::string_view text);

}  // namespace tsudoi::signaling
