// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "seminar/ports.h"
#include "signaling/http_request.h"
#include "signaling/http_response.h"

#include <string_view>

namespace tsudoi::signaling {

/// One thing that can be fetched, in the codings there are of it.
struct Representation {
    Body identity;
    SharedBytes gzip;    ///< empty: none
    SharedBytes brotli;  ///< empty: none
    std::string_view contentType;
    std::string_view cacheControl;
    std::string_view etag;  ///< without quotes; empty: none
};

/// \return the Cache-Control field for what the shelf says
[[nodiscard]] std::string_view cacheControl(seminar::CacheRule rule) noexcept;

/// Applies If-None-Match, Accept-Encoding and Range to a GET or HEAD.
/// \return 200, 206, 304 or 416
/// Source: RFC 9110 sections 12.5.3, 13.1.2 and 14. Threads: reentrant (pure).
[[nodiscard]] HttpResponse represent(const HttpRequest& request, const Representation& what);

}  // namespace tsudoi::signaling
