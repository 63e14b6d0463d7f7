// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tsudoi::signaling {

/// Methods that some address of ours knows; everything else is Other and answered with 405.
enum class Method { Get, Head, Post, Delete, Other };

struct HeaderField {
    std::string name;  ///< lower case
    std::string value;
};

/// One request of a peer, checked against RFC 9112 but otherwise as it came: nothing in it is to be trusted.
struct HttpRequest {
    Method method = Method::Other;
    std::string path;   ///< percent-decoded, begins with '/', printable ASCII, no "." or ".." segments
    std::string query;  ///< as sent, without the '?'
    bool keepAlive = true;
    bool expectContinue = false;
    std::uint64_t contentLength = 0;
    std::vector<HeaderField> fields;
    std::string body;

    /// \return the first field of this (lower-case) name; empty: none
    [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
    [[nodiscard]] bool reading() const noexcept { return method == Method::Get || method == Method::Head; }
};

}  // namespace tsudoi::signaling
