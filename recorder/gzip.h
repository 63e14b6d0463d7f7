// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"

#include <span>

namespace tsudoi::recorder {

/// \return \p bytes as a gzip file (RFC 1952), fast rather than small; empty when that fails
[[nodiscard]] Bytes gzip(std::span<const std::byte> bytes);

}  // namespace tsudoi::recorder
