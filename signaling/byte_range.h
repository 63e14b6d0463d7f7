// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

namespace tsudoi::signaling {

struct WholeBody {};
struct ByteRange {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;  ///< at least 1, inside the body
};
struct RangeNotSatisfiable {};
using RangeResult = std::variant<WholeBody, ByteRange, RangeNotSatisfiable>;

/// What a Range field asks of a body of \p size bytes. Only one byte range is served; anything else that is not
/// plainly wrong (other units, several ranges, bad syntax) is ignored, as RFC 9110 14.2 allows.
/// Threads: reentrant (pure).
[[nodiscard]] RangeResult parseRange(std::string_view header, std::uint64_t size);

}  // namespace tsudoi::signaling
