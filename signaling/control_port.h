// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "base/thread_role.h"
#include "seminar/access.h"

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

/// Where the WebSocket transport and the control layer (JSON-RPC) meet. Neither knows how the other works.
namespace tsudoi::signaling {

/// One open WebSocket. Never used twice while the process runs.
struct ConnectionId {
    std::uint64_t value = 0;

    friend auto operator<=>(const ConnectionId&, const ConnectionId&) = default;
};

/// Why the server ends a connection (RFC 6455 section 7.4; 4000 and up are ours).
enum class CloseCode : std::uint16_t {
    Normal = 1000,
    GoingAway = 1001,  ///< the server stops; come back
    TooBig = 1009,     ///< a message over kMaxMessageBytes
    PolicyViolation = 1008,
    TooManyMessages = 4000,
    TooSlow = 4001,      ///< the peer does not read what it is sent
    NotSignedIn = 4003,  ///< no session in time, or it was revoked
};

/// Largest message taken from a peer, bytes; a bigger one ends its connection.
inline constexpr std::size_t kMaxMessageBytes = 64 * 1024;

/// Sends to open connections. An id that is no longer open is ignored.
///
/// Threads: thread-safe; never waits. Text to one connection arrives in the order of the calls.
class ControlSender {
public:
    virtual ~ControlSender() = default;

    /// Nothing is lost: a peer with more than kMaxQueuedTextBytes unread is disconnected (TooSlow).
    /// \param text  UTF-8; one object may go to any number of connections
    virtual void sendText(ConnectionId to, std::shared_ptr<const std::string> text) = 0;
    /// Only the newest counts (meters): replaces an unsent text with the same \p slot; goes after queued texts.
    virtual void sendNewestText(ConnectionId to, const std::string& slot, std::shared_ptr<const std::string> text) = 0;
    /// A binary message of which only the newest counts (pictures): replaces an unsent one with the same \p slot.
    /// \param prefix  sent in front of \p body in the same message
    virtual void sendNewestBinary(ConnectionId to, const std::string& slot, std::string prefix, SharedBytes body) = 0;
    /// The next binary message of a stream (a video), after everything else. A peer that is behind by more than
    /// kMaxQueuedStreamBytes loses what is queued, and gets the stream again from its next key message on.
    /// \param key  it can be understood without the ones before
    virtual void sendStream(ConnectionId to, std::string prefix, SharedBytes body, bool key) = 0;
    /// Sends what is queued as text, then closes. closed() follows.
    virtual void close(ConnectionId which, CloseCode code, const std::string& reason) = 0;

    static constexpr std::size_t kMaxQueuedTextBytes = 2 * 1024 * 1024;
    static constexpr std::size_t kMaxQueuedStreamBytes = 512 * 1024;

protected:
    ControlSender() = default;
    ControlSender(const ControlSender&) = default;
    ControlSender& operator=(const ControlSender&) = default;
};

/// Hears what peers send. For each id: opened, any number of message, closed.
///
/// Threads: every call arrives on the control thread.
class ControlHandler {
public:
    virtual ~ControlHandler() = default;

    /// \param session  behind the cookie of the request; nullopt: none (session.hello must come first)
    virtual void opened(ConnectionId id, std::optional<seminar::Session> session) TSUDOI_CONTROL_THREAD = 0;
    /// \param text  valid UTF-8, at most kMaxMessageBytes
    virtual void message(ConnectionId id, std::string text) TSUDOI_CONTROL_THREAD = 0;
    virtual void closed(ConnectionId id) TSUDOI_CONTROL_THREAD = 0;
};

}  // namespace tsudoi::signaling
