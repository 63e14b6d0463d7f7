// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/access.h"
#include "seminar/ports.h"
#include "signaling/http_request.h"
#include "signaling/http_response.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <variant>

namespace tsudoi::signaling {

using SteadyClock = std::chrono::steady_clock;

/// Who asks.
struct RemoteEnd {
    std::string address;  ///< of the peer's end of the connection, without port
    bool loopback = false;
    bool secure = false;  ///< over TLS
};

/// Delivers an answer that took time. Thread-safe; only the first call counts; one for a connection that is gone is
/// dropped.
using Reply = std::function<void(HttpResponse)>;

/// A media request that waits for a part which is not there yet.
struct Parked {
    HttpRequest http;
    seminar::MediaRequest media;
    seminar::KeyHash session;
    SteadyClock::time_point until;  ///< then 503
};
/// The answer comes through the Reply.
struct Later {};
/// The connection becomes a WebSocket.
struct Upgrade {
    std::string accept;  ///< Sec-WebSocket-Accept
    std::optional<seminar::Session> session;
};

using Outcome = std::variant<HttpResponse, Parked, Later, Upgrade>;

}  // namespace tsudoi::signaling
