// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/media_query.h"

#include "signaling/http_text.h"

#include <charconv>

namespace tsudoi::signaling {

namespace {

constexpr std::uint64_t kLargest = (std::uint64_t{1} << 53U) - 1;  // what a page's number can hold

bool setOnce(std::optional<std::uint64_t>& directive, std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (directive || text.empty() || error != std::errc() || end != text.data() + text.size() || value > kLargest) {
        return false;
    }
    directive = value;
    return true;
}

bool setSkip(bool& skip, std::string_view text) {
    if (skip || (text != "YES" && text != "v2")) {
        return false;
    }
    skip = true;
    return true;
}

bool apply(const QueryItem& item, MediaQuery& query) {
    if (item.name == "_HLS_msn") {
        return setOnce(query.msn, item.value);
    }
    if (item.name == "_HLS_part") {
        return setOnce(query.part, item.value);
    }
    if (item.name == "_HLS_skip") {
        return setSkip(query.skip, item.value);
    }
    return true;  // a directive of a later version is ignored, as the specification wants
}

}  // namespace

std::optional<MediaQuery> parseMediaQuery(std::string_view query) {
    const auto items = parseQuery(query);
    if (!items) {
        return std::nullopt;
    }
    MediaQuery result;
    for (const auto& item : *items) {
        if (!apply(item, result)) {
            return std::nullopt;
        }
    }
    return result.part && !result.msn ? std::nullopt : std::optional(result);
}

}  // namespace tsudoi::signaling
