// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/synchronized.h"
#include "base/unique_fd.h"
#include "signaling/control_port.h"
#include "signaling/http_connection.h"
#include "signaling/http_service.h"
#include "signaling/tls.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace tsudoi::signaling {

/// What WebSockets of all threads report. Thread-safe.
struct SocketEvents {
    std::function<void(ConnectionId, std::optional<seminar::Session>)> opened;
    std::function<void(ConnectionId, std::string)> received;
    std::function<void(ConnectionId)> closed;
};

/// One network thread: a libwebsockets context that lends sockets, TLS and poll(2) to our connections.
///
/// Place in the flow: acceptor -> adopt -> [NetworkThread] -> HttpConnection.
/// Threads: thread-safe from outside (everything is queued and the context woken); what is private runs on its thread.
/// Owns the context, its connections and the thread.
class NetworkThread {
public:
    /// \param index    of this thread; part of every ConnectionId, so that a message finds its thread
    /// \param secrets  nullptr: plain HTTP
    [[nodiscard]] static Result<std::unique_ptr<NetworkThread>> create(unsigned index, const HttpService& service,
                                                                       std::shared_ptr<const TlsSecrets> secrets,
                                                                       SocketEvents events);
    ~NetworkThread();
    NetworkThread(const NetworkThread&) = delete;
    NetworkThread& operator=(const NetworkThread&) = delete;

    void start();
    void adopt(UniqueFd socket, RemoteEnd peer);
    /// New connections get the new certificate; old ones keep theirs.
    void useSecrets(std::shared_ptr<const TlsSecrets> secrets);
    /// A part was published: parked requests look again. Many calls before the thread wakes count once.
    void published();
    /// Runs \p use on this thread with the WebSocket, when it is still open.
    void withSocket(ConnectionId id, std::function<void(ControlSocket&)> use);
    /// Lets connections finish for at most \p grace, then closes them; the thread ends. Returns at once.
    void goAway(std::chrono::milliseconds grace);
    void join();

    [[nodiscard]] int connections() const noexcept { return connectionCount_; }
    [[nodiscard]] static unsigned indexOf(ConnectionId id) noexcept;

    struct Lws;  // everything that names a libwebsockets type

private:
    struct Link;
    using Task = std::function<void(NetworkThread&)>;

    NetworkThread(unsigned index, const HttpService& service, SocketEvents events);

    void post(Task task);
    void wake();
    void run();
    void drainInbox();
    void sweep();
    [[nodiscard]] ConnectionHost hostFor(ConnectionId id, RemoteEnd peer);
    [[nodiscard]] Link* find(std::uint64_t id);
    [[nodiscard]] bool finished() const;

    const unsigned index_;
    const HttpService& service_;
    SocketEvents events_;
    std::shared_ptr<const TlsSecrets> secrets_;
    Synchronized<std::vector<Task>> inbox_;
    std::atomic<bool> published_{false};
    std::atomic<int> connectionCount_{0};
    std::vector<std::byte> scratch_;
    std::uint64_t nextId_ = 1;
    std::unordered_map<std::uint64_t, std::unique_ptr<Link>> links_;
    std::optional<SteadyClock::time_point> endBy_;
    std::unique_ptr<Lws> lws_;
    std::thread thread_;
};

}  // namespace tsudoi::signaling
