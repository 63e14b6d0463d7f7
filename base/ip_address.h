// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>

#include <string>

namespace tsudoi {

/// \return whether this is an IPv4 or IPv6 address, without port and brackets
inline bool isIpAddress(const std::string& text) noexcept {
    in6_addr bytes{};
    return inet_pton(AF_INET, text.c_str(), &bytes) == 1 || inet_pton(AF_INET6, text.c_str(), &bytes) == 1;
}

}  // namespace tsudoi
