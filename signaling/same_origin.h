// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signaling/http_request.h"

#include <string_view>

namespace tsudoi::signaling {

/// Whether a request that changes something, or a WebSocket, comes from a page of ours or from no page at all.
/// Browsers always send Origin or Sec-Fetch-Site with such requests; programs send neither and hold no cookie jar that
/// another site could abuse.
/// \param publicUrl  scheme://host[:port] as people see it; empty: only the Host field counts
/// \param secure     the request came over TLS: then a page that did not is not ours, whatever its host
/// Threads: reentrant (pure).
[[nodiscard]] bool fromOwnPage(const HttpRequest& request, std::string_view publicUrl, bool secure);

}  // namespace tsudoi::signaling
