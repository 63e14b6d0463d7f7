// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text.h"
#include "seminar/programme.h"

#include <string>
#include <string_view>

namespace tsudoi::signaling {

/// Stands where a secret is hidden.
inline constexpr std::string_view kMask = "***";

/// What a page may see of a stream address: user, password, query and (rtmp) the stream key become "***".
/// Rather too much is hidden than too little when an address is odd.
[[nodiscard]] std::string maskedUrl(std::string_view url);

/// Takes an input's secrets out of a sentence about it.
[[nodiscard]] Text withoutSecrets(Text text, const seminar::InputSpec& input);

/// A name as it may stand in a log line: no control characters, not longer than 80 bytes.
[[nodiscard]] std::string loggable(std::string_view name);

}  // namespace tsudoi::signaling
