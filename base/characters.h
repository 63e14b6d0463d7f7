// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace tsudoi {

/// \return how many characters (Unicode code points) a UTF-8 text has, as JSON Schema's maxLength counts them
[[nodiscard]] inline std::size_t characters(std::string_view text) {
    constexpr unsigned kContinuation = 0x80;
    constexpr unsigned kLead = 0xC0;
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & kLead) != kContinuation; }));
}

/// Whether people may find it in the text: a line break in a text of several lines.
enum class LineBreaks { Refused, Allowed };

/// \return whether a text holds control characters (they break headers, logs and terminals)
[[nodiscard]] inline bool hasControls(std::string_view text, LineBreaks breaks = LineBreaks::Refused) {
    constexpr unsigned char kFirstPrintable = 0x20;
    constexpr char kDelete = 0x7f;
    return std::ranges::any_of(text, [breaks](char c) {
        const bool breaksLine = c == '\n' && breaks == LineBreaks::Allowed;
        return !breaksLine && (static_cast<unsigned char>(c) < kFirstPrintable || c == kDelete);
    });
}

/// \return whether a text is visible ASCII without spaces: fit for a field of HTTP
[[nodiscard]] inline bool isVisibleAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace tsudoi
