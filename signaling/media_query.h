// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tsudoi::signaling {

/// Delivery directives of a playlist request.
struct MediaQuery {
    std::optional<std::uint64_t> msn;   ///< _HLS_msn
    std::optional<std::uint64_t> part;  ///< _HLS_part
    bool skip = false;                  ///< _HLS_skip=YES or v2

    friend bool operator==(const MediaQuery&, const MediaQuery&) = default;
};

/// Strict: decimal numbers below 2^53, each directive at most once, _HLS_part only with _HLS_msn. Other names, also
/// unknown directives, are ignored.
/// \return nullopt: answer 400
/// Source: RFC 8216bis section 6.2.5. Threads: reentrant (pure).
[[nodiscard]] std::optional<MediaQuery> parseMediaQuery(std::string_view query);

}  // namespace tsudoi::signaling
