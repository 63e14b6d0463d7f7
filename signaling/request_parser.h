// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signaling/http_request.h"

#include <cstddef>
#include <string_view>
#include <variant>

namespace tsudoi::signaling {

inline constexpr std::size_t kMaxTargetBytes = 4096;
inline constexpr std::size_t kMaxHeadBytes = 16 * 1024;
inline constexpr std::size_t kMaxFields = 64;

struct HeadIncomplete {};
/// The request cannot be served and the connection not be trusted any more: answer with the status and close.
struct HeadBad {
    int status = 400;
};
struct HeadDone {
    HttpRequest request;
    std::size_t consumed = 0;  ///< bytes of the head, with the empty line
};
using HeadResult = std::variant<HeadIncomplete, HeadBad, HeadDone>;

/// Reads one request head from the beginning of \p input. Strict on purpose: what two parsers could read differently
/// (folded lines, bare CR, spaces before a colon, several lengths) is refused.
///
/// Statuses of HeadBad: 400; 414 target too long; 431 head too long or too many fields; 501 Transfer-Encoding;
/// 505 not HTTP/1.0 or 1.1.
/// Source: RFC 9112 sections 2 to 6. Threads: reentrant (pure).
[[nodiscard]] HeadResult parseHead(std::string_view input);

}  // namespace tsudoi::signaling
