// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"

#include <cstddef>
#include <span>

namespace tsudoi::signaling {

/// \return \p bytes in gzip form (RFC 1952), best compression. Threads: reentrant.
[[nodiscard]] Bytes gzip(std::span<const std::byte> bytes);

}  // namespace tsudoi::signaling
