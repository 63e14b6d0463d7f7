// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "seminar/access_table.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace tsudoi::signaling {

inline constexpr std::size_t kMaxSessionBody = 4096;

/// Reads the body of POST /api/session: one of {"key"}, {"user", "password"}, {"seminar", "passcode"?, "name"?}.
/// Unknown members, other types, too long or oddly written values are refused before anything looks at them.
/// \error InvalidArgument. The text never repeats what was sent: it may hold a password.
/// Threads: reentrant (pure).
[[nodiscard]] Result<seminar::EntryRequest> parseSessionBody(std::string_view json);

/// {"role", "seminar"?, "name", "displaced"}
[[nodiscard]] std::string sessionJson(const seminar::Session& session);

/// Whether a text can be one of our keys or cookies at all: base64url, 16 to 64 characters.
[[nodiscard]] bool isKeyText(std::string_view text) noexcept;

}  // namespace tsudoi::signaling
