// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signaling/control_port.h"
#include "signaling/control_socket.h"
#include "signaling/http_service.h"
#include "signaling/outcome.h"
#include "signaling/outgoing.h"
#include "signaling/wire.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tsudoi::signaling {

/// What a connection needs from its network thread.
struct ConnectionHost {
    const HttpService& service;
    ConnectionId id;
    RemoteEnd peer;
    std::vector<std::byte>& scratch;
    /// Makes a Reply that reaches this connection's replied() with the same serial.
    std::function<Reply(std::uint64_t serial)> makeReply;
    std::function<void(std::optional<seminar::Session>)> socketOpened;
    std::function<void(std::string)> socketReceived;
    std::function<void()> socketClosed;
};

/// One HTTP/1.1 connection over a Wire: requests one after another, then perhaps a WebSocket.
///
///     ReadingHead -> ReadingBody -> Answering (parked, or another thread thinks) -> Sending -> ReadingHead …
///     Answering -> Socket           any -> Draining (answer is out, the peer's rest is thrown away) -> gone
///
/// The HTTP grammar is ours and not the library's: its HTTP role spins at full load while a request is held and the
/// peer leaves or sends ahead, drops connections without an answer and knows no limits (docs/decisions).
/// Threads: thread-bound (network thread). Owns buffers and the request in progress; the wire outlives it.
class HttpConnection {
public:
    HttpConnection(Wire& wire, ConnectionHost host, SteadyClock::time_point now);
    ~HttpConnection();
    HttpConnection(const HttpConnection&) = delete;
    HttpConnection& operator=(const HttpConnection&) = delete;

    void received(std::string_view bytes, SteadyClock::time_point now);
    void writable(SteadyClock::time_point now);
    /// A part was published.
    void published(SteadyClock::time_point now);
    void replied(std::uint64_t serial, HttpResponse response, SteadyClock::time_point now);
    /// About once a second: time-outs.
    void sweep(SteadyClock::time_point now);
    /// The server stops: finish what is being sent, nothing new.
    void goAway(SteadyClock::time_point now);

    /// nullptr: not a WebSocket
    [[nodiscard]] ControlSocket* socket() noexcept { return socket_.get(); }
    [[nodiscard]] bool parked() const noexcept { return parked_ != nullptr; }

    static constexpr std::chrono::seconds kHeadWithin{10};  ///< TLS handshake and first request, or a whole head
    static constexpr std::chrono::seconds kBodyWithin{15};
    static constexpr std::chrono::seconds kIdle{75};          ///< between requests
    static constexpr std::chrono::seconds kAnswerWithin{30};  ///< of the control thread
    static constexpr std::chrono::seconds kSendStall{60};     ///< without a byte taken by the peer
    static constexpr std::chrono::seconds kDrain{2};
    static constexpr std::size_t kMaxAhead = 64 * 1024;  ///< bytes kept of requests sent ahead

private:
    enum class State { ReadingHead, ReadingBody, Answering, Sending, Socket, Draining };

    void enter(State state, SteadyClock::time_point deadline);
    void advance(SteadyClock::time_point now);
    [[nodiscard]] bool readHead(SteadyClock::time_point now);
    [[nodiscard]] bool checkLength(SteadyClock::time_point now);
    [[nodiscard]] bool readBody(SteadyClock::time_point now);
    void dispatch(SteadyClock::time_point now);
    void refuse(int status, SteadyClock::time_point now);
    void respond(HttpResponse response, SteadyClock::time_point now);
    void upgrade(Upgrade upgrade, SteadyClock::time_point now);
    void send(SteadyClock::time_point now);
    void sent(SteadyClock::time_point now);
    void drain(SteadyClock::time_point now);

    Wire& wire_;
    ConnectionHost host_;
    State state_ = State::ReadingHead;
    SteadyClock::time_point deadline_;
    std::string input_;
    HttpRequest request_;
    bool headRequest_ = false;
    bool keepAlive_ = true;
    bool leaving_ = false;
    std::uint64_t serial_ = 0;  // of the request in progress; late replies to older ones are dropped
    std::unique_ptr<Parked> parked_;
    std::optional<Outgoing> outgoing_;
    std::unique_ptr<ControlSocket> socket_;
};

}  // namespace tsudoi::signaling
