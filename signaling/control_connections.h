// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "seminar/access.h"
#include "signaling/control_port.h"
#include "signaling/control_rate.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>

namespace tsudoi::signaling {

/// One open WebSocket as the control layer sees it.
struct Connection {
    std::optional<seminar::Session> session;
    bool ownSession = false;  ///< made by session.hello, so it ends with the connection
    bool helloPending = false;
    int hellos = 0;
    int strangeMessages = 0;  ///< before it had a session
    /// Opened without a session.
    std::chrono::steady_clock::time_point strangeSince = std::chrono::steady_clock::time_point::max();
    bool ending = false;  ///< close was asked for; nothing it says counts any more
    std::shared_ptr<MessageRate> rate = std::make_shared<MessageRate>();  ///< of all pages of a session
    std::unique_ptr<Timer> signInTimer;
};

using Connections = std::map<ConnectionId, Connection>;

}  // namespace tsudoi::signaling
