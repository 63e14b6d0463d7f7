// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "seminar/ports.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace tsudoi::signaling {

using Body = std::variant<std::monostate, std::string, SharedBytes, seminar::FileRange>;

[[nodiscard]] std::uint64_t bodySize(const Body& body) noexcept;

/// An answer before it is written out. Content-Length, Date, Connection and the security fields are added there.
struct HttpResponse {
    int status = 200;
    std::string fields;  ///< whole lines, each ended with CR LF
    Body body;
    bool close = false;  ///< the connection ends after it

    HttpResponse& with(std::string_view name, std::string_view value);
};

/// A short answer in words; also the body of every error that has none of its own.
[[nodiscard]] HttpResponse textResponse(int status, std::string_view text);
[[nodiscard]] HttpResponse errorResponse(int status);
[[nodiscard]] HttpResponse jsonResponse(int status, std::string json);
/// 405. \param allowed  e.g. "GET, HEAD"
[[nodiscard]] HttpResponse methodNotAllowed(std::string_view allowed);

struct HeadOptions {
    bool keepAlive = true;
    bool secure = false;  ///< over TLS: adds Strict-Transport-Security
};

/// \return status line, all fields and the empty line
[[nodiscard]] std::string renderHead(const HttpResponse& response, const HeadOptions& options);

}  // namespace tsudoi::signaling
