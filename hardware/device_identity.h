// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace tsudoi::hardware {

/// Which system a device is reached through and what stays the same about it.
struct DeviceIdentity {
    std::string api;
    std::string identity;  ///< of the thing itself (serial number, node name)
    std::string socket;    ///< where it is plugged in; may be empty
};

/// \param api       "v4l2", "pipewire", "pulse", "alsa", …
/// \param property  looks up a property of the device; empty when it has none
/// \param address   what the source element would open ("/dev/video0", "hw:1,0"); the last resort
[[nodiscard]] DeviceIdentity identify(std::string_view api, const std::function<std::string(const char*)>& property,
                                      const std::string& address);

/// \return "{api}:{identity}[@{socket}]"
[[nodiscard]] std::string idText(const DeviceIdentity& identity);

}  // namespace tsudoi::hardware
