// SPDX-License-Identifier: GPL-3.0-or-later
// tsudoi devices
#include "app_commands.h"
#include "hardware/devices.h"
#include "hardware/encoders.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace tsudoi {

namespace {

using hardware::Device;
using hardware::DeviceFormat;
using hardware::DeviceKind;
using hardware::Encoder;

nlohmann::json formatJson(const DeviceFormat& format, DeviceKind kind) {
    if (kind == DeviceKind::Microphone) {
        return {{"encoding", format.encoding}, {"sampleRate", format.sampleRate}, {"channels", format.channels}};
    }
    return {{"encoding", format.encoding},
            {"width", format.size.width},
            {"height", format.size.height},
            {"frameRate", fmt::format("{}/{}", format.frameRate.numerator, format.frameRate.denominator)}};
}

nlohmann::json devicesJson(const std::vector<Device>& devices, DeviceKind kind) {
    auto list = nlohmann::json::array();
    for (const Device& device : devices) {
        if (device.kind != kind) {
            continue;
        }
        auto formats = nlohmann::json::array();
        for (const DeviceFormat& format : device.formats) {
            formats.push_back(formatJson(format, kind));
        }
        list.push_back({{"id", device.id}, {"name", device.name}, {"api", device.api}, {"formats", formats}});
    }
    return list;
}

nlohmann::json encodersJson(const std::vector<Encoder>& encoders) {
    auto list = nlohmann::json::array();
    for (const Encoder& encoder : encoders) {
        list.push_back({{"element", encoder.element},
                        {"name", encoder.name},
                        {"hardware", encoder.hardware},
                        {"working", encoder.working},
                        {"reason", encoder.reason}});
    }
    return list;
}

std::string formatWords(const DeviceFormat& format, DeviceKind kind) {
    if (kind == DeviceKind::Microphone) {
        return fmt::format("{} {} Hz, {} ch", format.encoding, format.sampleRate, format.channels);
    }
    const std::string size =
        format.size.empty() ? "any size" : fmt::format("{}x{}", format.size.width, format.size.height);
    const int rate = format.frameRate.denominator > 0 ? format.frameRate.numerator / format.frameRate.denominator : 0;
    return rate > 0 ? fmt::format("{} {} {}/s", format.encoding, size, rate)
                    : fmt::format("{} {}", format.encoding, size);
}

void printDevices(const std::vector<Device>& devices, DeviceKind kind, const char* heading, std::ostream& out) {
    out << heading << '\n';
    bool none = true;
    for (const Device& device : devices) {
        if (device.kind != kind) {
            continue;
        }
        none = false;
        out << "  " << device.name << "\n      id:  " << device.id << "\n      " << device.api << ':';
        for (const DeviceFormat& format : device.formats) {
            out << ' ' << formatWords(format, kind) << ';';
        }
        out << '\n';
    }
    if (none) {
        out << "  (なし / none)\n";
    }
}

void printEncoders(const std::vector<Encoder>& encoders, std::ostream& out) {
    out << "エンコーダー / Encoders\n";
    for (const Encoder& encoder : encoders) {
        out << "  " << encoder.element << "  " << encoder.name << (encoder.hardware ? " (hardware)" : "") << ": "
            << (encoder.working ? "works" : "does not work: " + encoder.reason) << '\n';
    }
}

}  // namespace

int runDevices(const DevicesOptions& options, Streams streams) {
    const std::vector<Device> devices = hardware::listDevices();
    const std::vector<Encoder> encoders = hardware::listEncoders();
    if (options.json) {
        const nlohmann::json document{{"cameras", devicesJson(devices, DeviceKind::Camera)},
                                      {"microphones", devicesJson(devices, DeviceKind::Microphone)},
                                      {"encoders", encodersJson(encoders)}};
        streams.out << document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
        return kExitDone;
    }
    printDevices(devices, DeviceKind::Camera, "カメラ / Cameras", streams.out);
    printDevices(devices, DeviceKind::Microphone, "マイク / Microphones", streams.out);
    printEncoders(encoders, streams.out);
    return kExitDone;
}

}  // namespace tsudoi
