// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"
#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The small notations of settings file and command line. Pure functions; nullopt: not understood.
namespace tsudoi::config {

/// "7d", "90m", "45s", "1h30m"; units w, d, h, m, s.
[[nodiscard]] std::optional<std::chrono::seconds> parseDuration(std::string_view text);

/// "3000k", "3M", "2.5M", "64000": bit/s, decimal units.
[[nodiscard]] std::optional<std::int64_t> parseBitrate(std::string_view text);

/// "10GB", "500MB", "1.5TB", "20GiB": bytes.
[[nodiscard]] std::optional<std::uint64_t> parseByteSize(std::string_view text);

/// "1920x1080".
[[nodiscard]] std::optional<Size> parsePictureSize(std::string_view text);

/// "30", "29.97", "30000/1001". 23.976, 29.97 and 59.94 mean the exact broadcast rates.
[[nodiscard]] std::optional<Fraction> parseFrameRate(std::string_view text);

struct Listen {
    std::string host;  ///< numeric, IPv6 without brackets
    std::uint16_t port = 0;

    friend bool operator==(const Listen&, const Listen&) = default;
};

/// "127.0.0.1:8443", "[::1]:8443", "localhost:8080". Port 0: any free one.
/// \error InvalidArgument: the text says what to write instead
[[nodiscard]] Result<Listen> parseListen(std::string_view text);

/// \return "https://host[:port]" without a slash at the end; nullopt: not http(s), or with a path, query or user
[[nodiscard]] std::optional<std::string> parsePublicUrl(std::string_view text);

/// \return the part before "://" in lower case; empty: none
[[nodiscard]] std::string urlScheme(std::string_view text);

}  // namespace tsudoi::config
