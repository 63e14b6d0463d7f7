// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tsudoi::hardware {

enum class DeviceKind { Camera, Microphone };

/// \return "camera" or "microphone"
[[nodiscard]] std::string_view deviceKindName(DeviceKind kind) noexcept;

/// One thing a camera or microphone can deliver.
struct DeviceFormat {
    std::string encoding;  ///< "raw", "mjpeg", "h264", or GStreamer's media type
    Size size;             ///< cameras; empty: any
    Fraction frameRate;    ///< cameras: highest; 0: any
    int sampleRate = 0;    ///< microphones: highest, Hz
    int channels = 0;      ///< microphones: most

    friend bool operator==(const DeviceFormat&, const DeviceFormat&) = default;
};

/// A camera or microphone. The same one may be listed once for each system it is reached through.
struct Device {
    DeviceKind kind = DeviceKind::Camera;
    std::string id;    ///< stays the same over replugging and reboots: "{api}:{identity}[@{socket}]"
    std::string name;  ///< for people; two devices may have the same one
    std::string api;   ///< "v4l2", "pipewire", "pulse", "alsa" or another provider's name
    std::vector<DeviceFormat> formats;

    friend bool operator==(const Device&, const Device&) = default;
};

/// What is plugged in now: cameras, then microphones, those that only hear what the machine plays last.
///
/// Threads: reentrant. Asks the sound and camera systems: may take some 100 ms, not for the control thread.
[[nodiscard]] std::vector<Device> listDevices();

/// \param wanted  an id or a name. Tried in turn: the very id; the same identity in another socket, when there is just
///                one; the name, when there is just one or else the first
/// \return index in \p devices
[[nodiscard]] std::optional<std::size_t> findDevice(const std::vector<Device>& devices, DeviceKind kind,
                                                    std::string_view wanted);

}  // namespace tsudoi::hardware
