// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "signaling/http_response.h"

#include <string>
#include <string_view>

namespace tsudoi::signaling {

/// {"error": {"id", "ja", "en"}}
[[nodiscard]] HttpResponse jsonError(int status, std::string_view id, const Text& text);
/// \return the answer for a domain error, with the status that fits its code
[[nodiscard]] HttpResponse jsonError(const Error& error);
/// \return a JSON string literal with its quotes
[[nodiscard]] std::string jsonText(std::string_view text);

}  // namespace tsudoi::signaling
