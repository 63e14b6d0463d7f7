// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "hardware/devices.h"
#include "hardware/gst_handle.h"

#include <functional>
#include <vector>

namespace tsudoi::hardware {

/// A device with what opens it.
struct FoundDevice {
    Device device;
    bool hearsTheMachine = false;      ///< a microphone in name only
    std::function<ElementPtr()> open;  ///< \return its source element, nullptr when the plugin is missing
};

/// As listDevices, with what opens them.
[[nodiscard]] std::vector<FoundDevice> probeDevices();

/// A source element for a device, and what it can deliver.
struct DeviceSource {
    ElementPtr element;
    std::vector<DeviceFormat> formats;
};

/// Looks now, so that a replugged device is found under whatever number it has.
/// Threads: reentrant; slow as listDevices.
/// \error NotFound: no such device is plugged in (the text names it); Unavailable: it is there but cannot be opened
[[nodiscard]] Result<DeviceSource> openDevice(DeviceKind kind, std::string_view wanted);

}  // namespace tsudoi::hardware
