// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/pipewire_connection.h"

#include "base/unique_fd.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace tsudoi::hardware {

namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// Where PipeWire listens (pipewire(1), ENVIRONMENT).
std::string socketPath() {
    std::string name = variable("PIPEWIRE_REMOTE");
    name = name.empty() ? "pipewire-0" : name;
    if (name.front() == '/') {
        return name;
    }
    for (const char* directory : {"PIPEWIRE_RUNTIME_DIR", "XDG_RUNTIME_DIR"}) {
        if (const auto path = variable(directory); !path.empty()) {
            return path + "/" + name;
        }
    }
    return {};
}

UniqueFd connectToPipeWire() {
    const std::string path = socketPath();
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path) {
        return {};
    }
    path.copy(address.sun_path, path.size());
    UniqueFd connection(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!connection || ::connect(connection.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return {};
    }
    return connection;
}

}  // namespace

void useOwnConnection(GstElement* source) {
    auto connection = std::make_unique<UniqueFd>(connectToPipeWire());
    gst_util_set_object_arg(G_OBJECT(source), "fd", std::to_string(connection->get()).c_str());
    // The element works on a duplicate, but tells connections apart by this number: it must stay taken.
    g_object_set_data_full(G_OBJECT(source), "tsudoi-connection", connection.release(),
                           [](gpointer owned) { delete static_cast<UniqueFd*>(owned); });
}

}  // namespace tsudoi::hardware
