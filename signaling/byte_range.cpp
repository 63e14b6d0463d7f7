// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/byte_range.h"

#include "signaling/http_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace tsudoi::signaling {

namespace {

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = !text.empty() && error == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

RangeResult suffix(std::uint64_t length, std::uint64_t size) {
    if (length == 0 || size == 0) {
        return RangeNotSatisfiable{};
    }
    const auto kept = std::min(length, size);
    return ByteRange{size - kept, kept};
}

RangeResult fromTo(std::uint64_t first, std::uint64_t last, std::uint64_t size) {
    if (last < first) {
        return WholeBody{};
    }
    if (first >= size) {
        return RangeNotSatisfiable{};
    }
    return ByteRange{first, std::min(last, size - 1) - first + 1};
}

}  // namespace

RangeResult parseRange(std::string_view header, std::uint64_t size) {
    constexpr std::string_view kUnit = "bytes=";
    if (lowerCase(header.substr(0, kUnit.size())) != kUnit) {
        return WholeBody{};
    }
    const auto spec = trimmed(header.substr(kUnit.size()));
    const auto dash = spec.find('-');
    if (dash == spec.npos || spec.find(',') != spec.npos) {
        return WholeBody{};
    }
    const auto first = number(spec.substr(0, dash));
    const auto last = number(spec.substr(dash + 1));
    if (dash == 0) {
        return last ? suffix(*last, size) : RangeResult(WholeBody{});
    }
    const bool open = dash + 1 == spec.size();
    if (!first || (!open && !last)) {
        return WholeBody{};
    }
    return fromTo(*first, open ? UINT64_MAX : *last, size);
}

}  // namespace tsudoi::signaling
