// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/values.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <system_error>
#include <type_traits>
#include <utility>

namespace tsudoi::config {

namespace {

struct Unit {
    std::string_view name;
    double factor;
};

/// \return the unsigned whole number at the front of \p text, which is cut off
template <typename T>
std::optional<T> takeNumber(std::string_view& text) {
    if (text.empty() || text.front() < '0' || text.front() > '9') {
        return std::nullopt;
    }
    T value{};
    const char* const last = text.data() + text.size();
    std::from_chars_result result{};
    if constexpr (std::is_floating_point_v<T>) {
        result = std::from_chars(text.data(), last, value, std::chars_format::fixed);
    } else {
        result = std::from_chars(text.data(), last, value);
    }
    const auto [end, error] = result;
    if (error != std::errc{}) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

template <typename T>
std::optional<T> wholeNumber(std::string_view text) {
    const auto value = takeNumber<T>(text);
    return value && text.empty() ? value : std::nullopt;
}

/// A number with an optional fraction and one of the units behind it.
template <typename T>
std::optional<T> scaled(std::string_view text, std::initializer_list<Unit> units) {
    const auto number = takeNumber<double>(text);
    const auto* unit =
        std::find_if(units.begin(), units.end(), [&](const Unit& candidate) { return candidate.name == text; });
    if (!number || unit == units.end()) {
        return std::nullopt;
    }
    const double value = std::round(*number * unit->factor);
    constexpr double kLargest = 9e18;  // below the largest value of both 64-bit types
    return value < kLargest ? std::optional(static_cast<T>(value)) : std::nullopt;
}

std::optional<std::int64_t> secondsOf(char unit) {
    switch (unit) {
        case 's': return 1;
        case 'm': return 60;
        case 'h': return 3600;
        case 'd': return 86'400;
        case 'w': return 604'800;
        default: return std::nullopt;
    }
}

bool isNumericAddress(const std::string& address, int family) {
    std::array<std::byte, sizeof(in6_addr)> ignored{};
    return inet_pton(family, address.c_str(), ignored.data()) == 1;
}

std::optional<std::string> listenHost(std::string_view host) {
    if (host == "localhost") {
        return "127.0.0.1";
    }
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        std::string inner(host.substr(1, host.size() - 2));
        return isNumericAddress(inner, AF_INET6) ? std::optional(std::move(inner)) : std::nullopt;
    }
    std::string address(host);
    return isNumericAddress(address, AF_INET) ? std::optional(std::move(address)) : std::nullopt;
}

bool isHostCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/// "host", "host:port", "[v6]" or "[v6]:port".
bool isAuthority(std::string_view text) {
    const std::size_t bracket = text.starts_with('[') ? text.find(']') : 0;
    if (bracket == std::string_view::npos) {
        return false;
    }
    const std::size_t colon = text.find(':', bracket);
    const std::string_view host = text.substr(0, colon);
    if (colon != std::string_view::npos) {
        const auto port = wholeNumber<std::uint16_t>(text.substr(colon + 1));
        if (!port || *port == 0) {
            return false;
        }
    }
    if (bracket != 0) {
        return listenHost(host).has_value();
    }
    return !host.empty() && std::all_of(host.begin(), host.end(), isHostCharacter);
}

}  // namespace

std::optional<std::chrono::seconds> parseDuration(std::string_view text) {
    constexpr std::int64_t kLongest = 100'000'000'000;  // 3 000 years: sums below cannot overflow
    std::int64_t total = 0;
    if (text.empty()) {
        return std::nullopt;
    }
    while (!text.empty()) {
        const auto count = takeNumber<std::int64_t>(text);
        const auto unit = text.empty() ? std::nullopt : secondsOf(text.front());
        if (!count || !unit || *count > kLongest / *unit) {
            return std::nullopt;
        }
        text.remove_prefix(1);
        total += *count * *unit;
        if (total > kLongest) {
            return std::nullopt;
        }
    }
    return std::chrono::seconds(total);
}

std::optional<std::int64_t> parseBitrate(std::string_view text) {
    return scaled<std::int64_t>(text, {{"", 1}, {"k", 1e3}, {"K", 1e3}, {"M", 1e6}});
}

std::optional<std::uint64_t> parseByteSize(std::string_view text) {
    return scaled<std::uint64_t>(text, {{"B", 1},
                                        {"kB", 1e3},
                                        {"KB", 1e3},
                                        {"MB", 1e6},
                                        {"GB", 1e9},
                                        {"TB", 1e12},
                                        {"KiB", 1024.0},
                                        {"MiB", 1024.0 * 1024},
                                        {"GiB", 1024.0 * 1024 * 1024},
                                        {"TiB", 1024.0 * 1024 * 1024 * 1024}});
}

std::optional<Size> parsePictureSize(std::string_view text) {
    const auto width = takeNumber<int>(text);
    if (!width || !text.starts_with('x')) {
        return std::nullopt;
    }
    const auto height = wholeNumber<int>(text.substr(1));
    return height ? std::optional(Size{*width, *height}) : std::nullopt;
}

std::optional<Fraction> parseFrameRate(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, Fraction>, 6> kBroadcastRates{{
        {"23.976", {24000, 1001}},
        {"23.98", {24000, 1001}},
        {"29.97", {30000, 1001}},
        {"59.94", {60000, 1001}},
        {"119.88", {120000, 1001}},
        {"14.985", {15000, 1001}},
    }};
    for (const auto& [name, rate] : kBroadcastRates) {
        if (text == name) {
            return rate;
        }
    }
    const auto numerator = takeNumber<int>(text);
    if (!numerator) {
        return std::nullopt;
    }
    if (text.empty() || text == ".0") {
        return Fraction{*numerator, 1};
    }
    const auto denominator = text.starts_with('/') ? wholeNumber<int>(text.substr(1)) : std::nullopt;
    return denominator && *denominator > 0 ? std::optional(Fraction{*numerator, *denominator}) : std::nullopt;
}

Result<Listen> parseListen(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon != std::string_view::npos) {
        auto host = listenHost(text.substr(0, colon));
        const auto port = wholeNumber<std::uint16_t>(text.substr(colon + 1));
        if (host && port) {
            return Listen{std::move(*host), *port};
        }
    }
    return fail(ErrorCode::InvalidArgument, Text{"\"0.0.0.0:8443\"、\"127.0.0.1:8443\"、\"[::]:8443\" "
                                                 "のように数字のアドレスとポートを書いてください",
                                                 "write a numeric address and a port like \"0.0.0.0:8443\", "
                                                 "\"127.0.0.1:8443\" or \"[::]:8443\""});
}

std::optional<std::string> parsePublicUrl(std::string_view text) {
    const std::string scheme = urlScheme(text);
    if (scheme != "http" && scheme != "https") {
        return std::nullopt;
    }
    std::string_view authority = text.substr(scheme.size() + 3);
    if (authority.ends_with('/')) {
        authority.remove_suffix(1);
    }
    return isAuthority(authority) ? std::optional(scheme + "://" + std::string(authority)) : std::nullopt;
}

std::string urlScheme(std::string_view text) {
    const std::size_t end = text.find("://");
    if (end == std::string_view::npos) {
        return {};
    }
    std::string scheme(text.substr(0, end));
    std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return scheme;
}

}  // namespace tsudoi::config
