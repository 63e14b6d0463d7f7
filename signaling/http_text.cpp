// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/http_text.h"

#include "signaling/http_request.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace tsudoi::signaling {

namespace {

bool isAlnum(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int hexValue(char c) noexcept {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::optional<std::string> decodeEscapes(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out.push_back(text[i]);
            continue;
        }
        if (i + 2 >= text.size()) {
            return std::nullopt;
        }
        const int high = hexValue(text[i + 1]);
        const int low = hexValue(text[i + 2]);
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        out.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return out;
}

bool segmentsAreClean(std::string_view path) {
    path.remove_prefix(1);
    while (true) {
        const auto end = path.find('/');
        const auto segment = path.substr(0, end);
        if (segment == "." || segment == ".." || (segment.empty() && end != path.npos)) {
            return false;
        }
        if (end == path.npos) {
            return true;
        }
        path.remove_prefix(end + 1);
    }
}

}  // namespace

std::string_view HttpRequest::header(std::string_view name) const noexcept {
    const auto found = std::ranges::find(fields, name, &HeaderField::name);
    return found == fields.end() ? std::string_view() : std::string_view(found->value);
}

bool isTokenChar(char c) noexcept {
    return isAlnum(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool isFieldChar(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

bool isVisible(char c) noexcept {
    return c > 0x20 && c < 0x7f;
}

std::string lowerCase(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c | 0x20);
        }
    }
    return out;
}

std::string_view trimmed(std::string_view text) noexcept {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool listHas(std::string_view list, std::string_view item) {
    bool found = false;
    forEachItem(list, ',', [&](std::string_view one) { found = found || lowerCase(one) == item; });
    return found;
}

std::optional<std::string> decodePath(std::string_view path) {
    auto decoded = decodeEscapes(path);
    const bool clean = decoded && decoded->starts_with('/') &&
                       std::ranges::all_of(*decoded, [](char c) { return isVisible(c) && c != '\\'; }) &&
                       segmentsAreClean(*decoded);
    return clean ? decoded : std::nullopt;
}

std::optional<std::vector<QueryItem>> parseQuery(std::string_view query) {
    std::vector<QueryItem> items;
    bool broken = false;
    forEachItem(query, '&', [&](std::string_view item) {
        const auto equals = item.find('=');
        auto name = decodeEscapes(item.substr(0, equals));
        auto value = decodeEscapes(equals == item.npos ? "" : item.substr(equals + 1));
        broken = broken || !name || !value || items.size() == kMaxQueryItems;
        if (!broken) {
            items.push_back({std::move(*name), std::move(*value)});
        }
    });
    return broken ? std::nullopt : std::optional(std::move(items));
}

std::string_view cookieValue(std::string_view header, std::string_view name) noexcept {
    std::string_view value;
    forEachItem(header, ';', [&](std::string_view pair) {
        const auto equals = pair.find('=');
        if (value.empty() && equals != pair.npos && pair.substr(0, equals) == name) {
            value = pair.substr(equals + 1);
        }
    });
    return value;
}

bool acceptsCoding(std::string_view header, std::string_view coding) {
    bool accepted = false;
    forEachItem(header, ',', [&](std::string_view item) {
        const auto semicolon = item.find(';');
        if (lowerCase(trimmed(item.substr(0, semicolon))) != coding) {
            return;
        }
        accepted = true;
        if (semicolon != item.npos) {
            const auto quality = lowerCase(trimmed(item.substr(semicolon + 1)));
            accepted = !(quality.starts_with("q=0") && quality.find_first_not_of("q=0.") == std::string::npos);
        }
    });
    return accepted;
}

bool etagListed(std::string_view header, std::string_view etag) {
    bool listed = trimmed(header) == "*";
    forEachItem(header, ',', [&](std::string_view item) {
        if (item.starts_with("W/")) {
            item.remove_prefix(2);
        }
        listed = listed || item == etag;
    });
    return listed;
}

std::string httpDate(std::chrono::system_clock::time_point time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::array<char, 64> text{};
    // Not strftime("%a %b"): those depend on the locale.
    const int length = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                     kDays.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                                     kMonths.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900,
                                     parts.tm_hour, parts.tm_min, parts.tm_sec);
    return {text.data(), static_cast<std::size_t>(std::max(length, 0))};
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = group << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            const bool padding = i + k > bytes.size();
            out.push_back(padding ? '=' : kAlphabet[group >> (18U - 6U * k) & 63U]);
        }
    }
    return out;
}

bool isUtf8(std::string_view text) noexcept {
    std::size_t i = 0;
    const auto byte = [&](std::size_t at) {
        return static_cast<unsigned char>(text[at]);
    };
    while (i < text.size()) {
        const unsigned char first = byte(i);
        const std::size_t length = first < 0x80                    ? 1
                                   : first >= 0xc2 && first < 0xe0 ? 2
                                   : (first & 0xf0U) == 0xe0U      ? 3
                                   : first >= 0xf0 && first < 0xf5 ? 4
                                                                   : 0;
        if (length == 0 || i + length > text.size()) {
            return false;
        }
        for (std::size_t k = 1; k < length; ++k) {
            if ((byte(i + k) & 0xc0U) != 0x80U) {
                return false;
            }
        }
        // Overlong forms, surrogates, beyond U+10FFFF (RFC 3629 section 4).
        const unsigned char second = length > 1 ? byte(i + 1) : 0x80;
        if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second >= 0xa0) || (first == 0xf0 && second < 0x90) ||
            (first == 0xf4 && second >= 0x90)) {
            return false;
        }
        i += length;
    }
    return true;
}

}  // namespace tsudoi::signaling
