// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/network.h"

#include "base/ip_address.h"
#include "base/log.h"
#include "base/release.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <array>
#include <memory>

namespace tsudoi::hardware {

namespace {

/// \return empty: no IP address, or a link-local one
std::string addressText(const sockaddr* address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address != nullptr && address->sa_family == AF_INET) {
        const auto& in = reinterpret_cast<const sockaddr_in&>(*address);
        inet_ntop(AF_INET, &in.sin_addr, text.data(), text.size());
    } else if (address != nullptr && address->sa_family == AF_INET6) {
        const auto& in = reinterpret_cast<const sockaddr_in6&>(*address);
        if (!IN6_IS_ADDR_LINKLOCAL(&in.sin6_addr)) {
            inet_ntop(AF_INET6, &in.sin6_addr, text.data(), text.size());
        }
    }
    return text.data();
}

std::vector<std::string> addressesOf(const ifaddrs* all, const std::string& interface) {
    std::vector<std::string> found;
    for (const ifaddrs* one = all; one != nullptr; one = one->ifa_next) {
        const std::string address = one->ifa_name == interface ? addressText(one->ifa_addr) : std::string();
        if (!address.empty()) {
            found.push_back(address);
        }
    }
    return found;
}

}  // namespace

std::vector<std::string> interfaceAddresses(const std::vector<std::string>& interfaces) {
    ifaddrs* raw = nullptr;
    ::getifaddrs(&raw);
    const std::unique_ptr<ifaddrs, Release<::freeifaddrs>> all(raw);
    std::vector<std::string> result;
    for (const std::string& interface : interfaces) {
        auto found = isIpAddress(interface) ? std::vector{interface} : addressesOf(all.get(), interface);
        if (found.empty()) {
            log::warn("the network interface {} has no address", interface);
        }
        result.insert(result.end(), found.begin(), found.end());
    }
    return result;
}

}  // namespace tsudoi::hardware
