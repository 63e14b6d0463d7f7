// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/devices.h"

#include "base/synchronized.h"
#include "hardware/device_formats.h"
#include "hardware/device_identity.h"
#include "hardware/device_monitor.h"
#include "hardware/pipewire_connection.h"
#include "hardware/pipewire_nodes.h"
#include "hardware/pulse_sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <memory>
#include <utility>
#include <variant>

namespace tsudoi::hardware {

namespace {

std::string apiOf(GstDevice* device) {
    static constexpr std::array<std::pair<std::string_view, const char*>, 3> kApis{
        {{"GstV4l2Device", "v4l2"}, {"GstAlsaDevice", "alsa"}, {"GstUvcH264Device", "uvch264"}}};
    const std::string_view type = G_OBJECT_TYPE_NAME(device);
    const auto* known = std::find_if(kApis.begin(), kApis.end(), [&](const auto& api) { return api.first == type; });
    return known != kApis.end() ? known->second : std::string(type);
}

std::string propertyText(const GstStructure* properties, const char* name) {
    const GValue* value = properties ? gst_structure_get_value(properties, name) : nullptr;
    if (!value) {
        return {};
    }
    return G_VALUE_HOLDS_STRING(value) && g_value_get_string(value) ? g_value_get_string(value)
                                                                    : takeString(gst_value_serialize(value));
}

/// What the source element would open.
std::string addressOf(GstDevice* device) {
    const auto element = sunkObject(gst_device_create_element(device, nullptr));
    if (!element || !g_object_class_find_property(G_OBJECT_GET_CLASS(element.get()), "device")) {
        return {};
    }
    gchar* address = nullptr;
    g_object_get(element.get(), "device", &address, nullptr);
    return takeString(address);
}

Device describe(GstDevice* handle) {
    const StructurePtr properties(gst_device_get_properties(handle));
    const CapsPtr caps(gst_device_get_caps(handle));
    const auto property = [&](const char* name) {
        return propertyText(properties.get(), name);
    };
    Device device;
    device.kind = gst_device_has_classes(handle, "Video/Source") ? DeviceKind::Camera : DeviceKind::Microphone;
    device.name = takeString(gst_device_get_display_name(handle));
    device.api = apiOf(handle);
    device.id = idText(identify(device.api, property, addressOf(handle)));
    device.formats = formatsOf(caps.get());
    return device;
}

/// Two devices that nothing tells apart still need two ids.
void makeUnique(std::vector<FoundDevice>& found) {
    std::map<std::string, int> seen;
    for (auto& [device, hears, open] : found) {
        if (const int count = ++seen[device.id]; count > 1) {
            device.id += fmt::format("#{}", count);
        }
    }
}

/// Without the socket: "{api}:{identity}".
std::string_view withoutSocket(std::string_view id) {
    return id.substr(0, id.rfind('@'));
}

template <typename Matches>
std::vector<std::size_t> indexesOf(const std::vector<Device>& devices, DeviceKind kind, Matches&& matches) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < devices.size(); ++i) {
        if (devices[i].kind == kind && matches(devices[i])) {
            found.push_back(i);
        }
    }
    return found;
}

Text notPluggedIn(DeviceKind kind, std::string_view wanted) {
    return {fmt::format("{}「{}」が見つかりません。つながっているか確かめてください。",
                        kind == DeviceKind::Camera ? "カメラ" : "マイク", wanted),
            fmt::format("The {} \"{}\" was not found. Check that it is plugged in.", deviceKindName(kind), wanted)};
}

/// GStreamer has one provider object of each kind for the whole process; they are not asked twice at once.
Synchronized<std::monostate>& oneAtATime() {
    static Synchronized<std::monostate> lock;
    return lock;
}

/// PipeWire and PulseAudio are asked by listPipeWireNodes and listPulseSources, which say why.
void leaveOutOthers() {
    for (const char* provider : {"pipewiredeviceprovider", "pulsedeviceprovider"}) {
        const ObjectPtr<GstDeviceProviderFactory> factory(gst_device_provider_factory_find(provider));
        if (factory) {
            gst_plugin_feature_set_rank(GST_PLUGIN_FEATURE(factory.get()), GST_RANK_NONE);
        }
    }
}

std::vector<FoundDevice> askGStreamer() {
    leaveOutOthers();
    const DeviceMonitorPtr monitor(gst_device_monitor_new());  // not floating
    gst_device_monitor_add_filter(monitor.get(), "Video/Source", nullptr);
    gst_device_monitor_add_filter(monitor.get(), "Audio/Source", nullptr);
    gst_device_monitor_set_show_all_devices(monitor.get(), TRUE);  // a microphone may be known to one system only
    std::vector<FoundDevice> found;
    GList* devices = gst_device_monitor_get_devices(monitor.get());
    for (GList* item = devices; item; item = item->next) {
        const auto handle = std::shared_ptr<GstDevice>(GST_DEVICE(item->data), ObjectUnref{});
        found.push_back({describe(handle.get()), false, [handle] {
                             return sunkObject(gst_device_create_element(handle.get(), nullptr));
                         }});
    }
    g_list_free(devices);
    return found;
}

ElementPtr makePipeWireSource(std::uint64_t serial) {
    auto element = sunkObject(gst_element_factory_make("pipewiresrc", nullptr));
    if (element) {
        g_object_set(element.get(), "target-object", std::to_string(serial).c_str(), nullptr);
        useOwnConnection(element.get());
    }
    return element;
}

std::vector<FoundDevice> askPipeWire() {
    std::vector<FoundDevice> found;
    for (PipeWireNode& node : listPipeWireNodes()) {
        Device device;
        device.kind = node.kind;
        device.api = "pipewire";
        device.id = idText(identify(device.api, [&](const char* name) { return node.property(name); }, {}));
        const auto description = node.property("node.description");
        device.name = description.empty() ? node.property("node.name") : description;
        device.formats = std::move(node.formats);
        found.push_back({std::move(device), false, [serial = node.serial] {
                             return makePipeWireSource(serial);
                         }});
    }
    return found;
}

ElementPtr makePulseSource(const std::string& name) {
    auto element = sunkObject(gst_element_factory_make("pulsesrc", nullptr));
    if (element) {
        g_object_set(element.get(), "device", name.c_str(), nullptr);
    }
    return element;
}

std::vector<FoundDevice> askPulseAudio() {
    std::vector<FoundDevice> found;
    for (const PulseSource& source : listPulseSources()) {
        Device device;
        device.kind = DeviceKind::Microphone;
        device.api = "pulse";
        device.id = idText(identify(
            device.api, [](const char*) { return std::string(); }, source.name));
        device.name = source.description;
        device.formats = {{.encoding = "raw", .sampleRate = source.sampleRate, .channels = source.channels}};
        found.push_back({std::move(device), source.hearsTheMachine, [name = source.name] {
                             return makePulseSource(name);
                         }});
    }
    return found;
}

}  // namespace

std::string_view deviceKindName(DeviceKind kind) noexcept {
    return kind == DeviceKind::Camera ? "camera" : "microphone";
}

std::vector<FoundDevice> probeDevices() {
    gstInit();
    auto found = askPipeWire();
    std::ranges::move(askPulseAudio(), std::back_inserter(found));
    std::ranges::move(oneAtATime().with([](std::monostate&) { return askGStreamer(); }), std::back_inserter(found));
    std::stable_sort(found.begin(), found.end(), [](const FoundDevice& a, const FoundDevice& b) {
        return std::pair(a.device.kind, a.hearsTheMachine) < std::pair(b.device.kind, b.hearsTheMachine);
    });
    makeUnique(found);
    return found;
}

std::vector<Device> listDevices() {
    std::vector<Device> devices;
    for (auto& found : probeDevices()) {
        devices.push_back(std::move(found.device));
    }
    return devices;
}

std::optional<std::size_t> findDevice(const std::vector<Device>& devices, DeviceKind kind, std::string_view wanted) {
    const auto exact = indexesOf(devices, kind, [&](const Device& device) { return device.id == wanted; });
    if (!exact.empty()) {
        return exact.front();
    }
    const auto moved = indexesOf(
        devices, kind, [&](const Device& device) { return withoutSocket(device.id) == withoutSocket(wanted); });
    if (moved.size() == 1) {
        return moved.front();
    }
    const auto named = indexesOf(devices, kind, [&](const Device& device) { return device.name == wanted; });
    return named.empty() ? std::nullopt : std::optional(named.front());
}

Result<DeviceSource> openDevice(DeviceKind kind, std::string_view wanted) {
    auto found = probeDevices();
    std::vector<Device> devices;
    for (const auto& one : found) {
        devices.push_back(one.device);
    }
    const auto index = findDevice(devices, kind, wanted);
    if (!index) {
        return fail(ErrorCode::NotFound, notPluggedIn(kind, wanted));
    }
    DeviceSource source{found[*index].open(), devices[*index].formats};
    if (!source.element) {
        return fail(ErrorCode::Unavailable, notPluggedIn(kind, wanted));
    }
    return source;
}

}  // namespace tsudoi::hardware
