// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/ice_servers.h"

#include "signaling/crypto.h"
#include "signaling/http_text.h"

namespace tsudoi::signaling {

std::vector<protocol::IceServer> iceServersFor(const IceServerSettings& settings, const std::string& user,
                                               WallTime now) {
    std::vector<protocol::IceServer> servers;
    if (!settings.stun.empty()) {
        servers.push_back({.urls = settings.stun});
    }
    if (!settings.turn.empty()) {
        const auto until = std::chrono::duration_cast<std::chrono::seconds>((now + kTurnLife).time_since_epoch());
        const std::string name = std::to_string(until.count()) + ":" + user;
        servers.push_back(
            {.credential = base64(hmacSha1(settings.turnSecret, name)), .urls = settings.turn, .username = name});
    }
    return servers;
}

}  // namespace tsudoi::signaling
