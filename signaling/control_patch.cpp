// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_patch.h"

#include <nlohmann/json.hpp>

namespace tsudoi::signaling {

namespace {

using nlohmann::json;

json objectDiff(const json& from, const json& to) {
    json patch = json::object();
    for (const auto& [name, value] : from.items()) {
        if (!to.contains(name)) {
            patch[name] = nullptr;
        }
    }
    for (const auto& [name, value] : to.items()) {
        const auto old = from.find(name);
        if (old == from.end()) {
            patch[name] = value;
        } else if (*old != value) {
            patch[name] = mergeDiff(*old, value);
        }
    }
    return patch;
}

}  // namespace

json mergeDiff(const json& from, const json& to) {
    // A patch that is an object is merged; so an object can only replace something else by being merged into
    // nothing, which a client does by RFC 7396 (a target that is no object becomes an empty one).
    return from.is_object() && to.is_object() ? objectDiff(from, to) : to;
}

}  // namespace tsudoi::signaling
