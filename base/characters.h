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

/// \return whether a text holds marks that turn the direction of what follows (U+202A to U+202E, U+2066 to U+2069):
/// names
///         that look like other names
[[nodiscard]] inline bool turnsDirection(std::string_view text) {
    for (std::size_t at = text.find("\xe2\x80"); at != text.npos; at = text.find("\xe2\x80", at + 1)) {
        if (at + 2 < text.size() && text[at + 2] >= '\xaa' && text[at + 2] <= '\xae') {
            return true;
        }
    }
    for (std::size_t at = text.find("\xe2\x81"); at != text.npos; at = text.find("\xe2\x81", at + 1)) {
        if (at + 2 < text.size() && text[at + 2] >= '\xa6' && text[at + 2] <= '\xa9') {
            return true;
        }
    }
    return false;
}

/// \return whether a text has nothing to read: empty, or spaces (U+0020, U+3000) only
[[nodiscard]] inline bool isBlank(std::string_view text) {
    while (!text.empty()) {
        const std::size_t space = text.starts_with(' ') ? 1 : text.starts_with("\xe3\x80\x80") ? 3 : 0;
        if (space == 0) {
            return false;
        }
        text.remove_prefix(space);
    }
    return true;
}

/// \return whether a text holds control characters (they break headers, logs and terminals) or turns its direction
[[nodiscard]] inline bool hasControls(std::string_view text, LineBreaks breaks = LineBreaks::Refused) {
    constexpr unsigned char kFirstPrintable = 0x20;
    constexpr char kDelete = 0x7f;
    return turnsDirection(text) || std::ranges::any_of(text, [breaks](char c) {
               const bool breaksLine = c == '\n' && breaks == LineBreaks::Allowed;
               return !breaksLine && (static_cast<unsigned char>(c) < kFirstPrintable || c == kDelete);
           });
}

/// \return whether a text is visible ASCII without spaces: fit for a field of HTTP
[[nodiscard]] inline bool isVisibleAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace tsudoi
