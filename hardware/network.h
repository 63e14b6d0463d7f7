// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace tsudoi::hardware {

/// The IP addresses behind names of network interfaces ("eth0") as they are now; IPv6 link-local ones are left out.
/// \param interfaces  names; what is an IP address already stays as it is, names without an address are logged
/// Threads: reentrant.
[[nodiscard]] std::vector<std::string> interfaceAddresses(const std::vector<std::string>& interfaces);

}  // namespace tsudoi::hardware
