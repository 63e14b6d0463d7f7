// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/devices.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tsudoi::hardware {

/// A camera or microphone as PipeWire knows it.
struct PipeWireNode {
    DeviceKind kind = DeviceKind::Camera;
    std::uint64_t serial = 0;  ///< of this plugging-in; never used again
    std::map<std::string, std::string, std::less<>> properties;
    std::vector<DeviceFormat> formats;

    [[nodiscard]] std::string property(std::string_view name) const;
};

/// What PipeWire offers now; empty when there is none, or when it does not answer within two seconds.
///
/// Why not GstDeviceMonitor: the provider of PipeWire 0.3.65 releases its connection while it still answers events
/// with it, and the process dies when something is plugged in at that moment (docs/decisions/012).
///
/// Threads: reentrant; opens a connection of its own, everything happens in the calling thread.
[[nodiscard]] std::vector<PipeWireNode> listPipeWireNodes();

}  // namespace tsudoi::hardware
