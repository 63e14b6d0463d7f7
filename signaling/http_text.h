// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Small grammars of HTTP as pure functions. Threads: reentrant.
namespace tsudoi::signaling {

/// RFC 9110 5.6.2 tchar
[[nodiscard]] bool isTokenChar(char c) noexcept;
/// RFC 9110 5.5: visible, space, tab or obs-text; so neither CR, LF nor NUL
[[nodiscard]] bool isFieldChar(char c) noexcept;
/// 0x21 to 0x7e
[[nodiscard]] bool isVisible(char c) noexcept;

[[nodiscard]] std::string lowerCase(std::string_view text);
/// Without spaces and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;
/// Calls \p use with every trimmed item between \p separator; empty ones are left out.
template <typename F>
void forEachItem(std::string_view list, char separator, F use) {
    while (!list.empty()) {
        const auto end = list.find(separator);
        if (const auto item = trimmed(list.substr(0, end)); !item.empty()) {
            use(item);
        }
        list.remove_prefix(end == list.npos ? list.size() : end + 1);
    }
}
/// \return whether a comma-separated list has this (lower-case) item, ignoring case
[[nodiscard]] bool listHas(std::string_view list, std::string_view item);

/// \return nullopt: a broken escape, or a result with anything but printable ASCII, a backslash, an empty, "." or ".."
///         segment (a trailing '/' is fine)
[[nodiscard]] std::optional<std::string> decodePath(std::string_view path);

/// One name=value of a query; '+' stays '+'. Escapes are decoded.
struct QueryItem {
    std::string name;
    std::string value;
};
/// \return nullopt: a broken escape or more than kMaxQueryItems
[[nodiscard]] std::optional<std::vector<QueryItem>> parseQuery(std::string_view query);
inline constexpr std::size_t kMaxQueryItems = 16;

/// \param header  the Cookie field \return the value of the first cookie of this name; empty: none
[[nodiscard]] std::string_view cookieValue(std::string_view header, std::string_view name) noexcept;

/// \param header  Accept-Encoding \return whether \p coding is named there with a quality above 0
[[nodiscard]] bool acceptsCoding(std::string_view header, std::string_view coding);

/// \param header  If-None-Match \param etag  ours, with quotes \return whether the peer has it (weak comparison)
[[nodiscard]] bool etagListed(std::string_view header, std::string_view etag);

/// "Sun, 06 Nov 1994 08:49:37 GMT"
[[nodiscard]] std::string httpDate(std::chrono::system_clock::time_point time);

/// RFC 4648 section 4, with padding.
[[nodiscard]] std::string base64(std::string_view bytes);

[[nodiscard]] bool isUtf8(std::string_view text) noexcept;

}  // namespace tsudoi::signaling
