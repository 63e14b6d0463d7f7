// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "signaling/generated/protocol.h"

#include <chrono>
#include <string>
#include <vector>

namespace tsudoi::signaling {

/// Where browsers ask for their own address and for a relay.
struct IceServerSettings {
    std::vector<std::string> stun;  ///< "stun:host:port"
    std::vector<std::string> turn;  ///< "turn:host:port?transport=udp"
    std::string turnSecret;         ///< shared with the TURN server (coturn: static-auth-secret)
};

/// A relay may be used for so long after a panelist asked for it.
inline constexpr std::chrono::hours kTurnLife{12};

/// \param user  who asks; stands in the relay's log
/// \return for RTCPeerConnection, with credentials that end with kTurnLife
/// Source: "A REST API For Access To TURN Services" (draft-uberti-behave-turn-rest-00).
[[nodiscard]] std::vector<protocol::IceServer> iceServersFor(const IceServerSettings& settings, const std::string& user,
                                                             WallTime now);

}  // namespace tsudoi::signaling
