// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/device_identity.h"

#include <initializer_list>

namespace tsudoi::hardware {

namespace {

using Property = std::function<std::string(const char*)>;

std::string firstOf(const Property& property, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (auto value = property(name); !value.empty()) {
            return value;
        }
    }
    return {};
}

/// Card numbers follow the order of plugging in; the card's short name does not.
std::string alsaIdentity(const Property& property, const std::string& address) {
    const std::string card = firstOf(property, {"alsa.id", "alsa.card_id", "alsa.card_name", "alsa.name"});
    const auto comma = address.find(',');
    return card.empty() || comma == std::string::npos ? card : card + address.substr(comma);
}

}  // namespace

DeviceIdentity identify(std::string_view api, const Property& property, const std::string& address) {
    DeviceIdentity found{std::string(api), {}, {}};
    if (api == "pipewire") {
        found.identity = firstOf(property, {"node.name", "object.path", "device.serial"});
    } else if (api == "pulse") {
        found.identity = address;  // a source's name is made from its hardware path
    } else if (api == "alsa") {
        found.identity = alsaIdentity(property, address);
    } else {
        found.identity = firstOf(property, {"device.serial", "device.product.name", "v4l2.device.card"});
        found.socket = firstOf(property, {"device.bus_path", "v4l2.device.bus_info"});
    }
    if (found.identity.empty()) {
        found.identity = address;
    }
    return found;
}

std::string idText(const DeviceIdentity& identity) {
    return identity.api + ":" + identity.identity + (identity.socket.empty() ? "" : "@" + identity.socket);
}

}  // namespace tsudoi::hardware
