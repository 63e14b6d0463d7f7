// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "base/thread_role.h"
#include "seminar/access.h"
#include "seminar/ports.h"
#include "signaling/api_handler.h"
#include "signaling/control_port.h"
#include "signaling/session_gate.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace tsudoi::signaling {

/// PEM files; read again when they change.
struct TlsFiles {
    std::filesystem::path certificate;
    std::filesystem::path key;
};

struct ServerOptions {
    std::string listenAddress = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: any free one
    int networkThreads = 4;
    std::string publicUrl;                ///< as people see it, no slash at the end; empty: scheme://address:port
    bool plain = false;                   ///< HTTP without TLS: only for loopback
    std::optional<TlsFiles> tls;          ///< absent (and not plain): a self-signed one is kept in dataDirectory
    std::filesystem::path dataDirectory;  ///< for the self-signed certificate
    std::filesystem::path pages;          ///< what Vite built (web/dist); empty: no pages
    std::string metricsToken;             ///< bearer token for /metrics from elsewhere than loopback; empty: none
};

/// What the server asks and tells. All of it outlives the server.
struct ServerParts {
    const seminar::AccessCheck& access;
    seminar::MediaShelf& shelf;
    const seminar::Crypto& crypto;
    SessionGate& gate;
    Executor& control;
    std::function<std::string()> metrics;  ///< Prometheus text, called on network threads; may be empty
    ApiHandler* api = nullptr;             ///< /api/… other than the session; nullptr: none
    ApiHandler* whip = nullptr;            ///< /whip/…; nullptr: none
};

/// The network side of the house: HTTP(S), media, pages, sessions and WebSockets.
///
/// Place in the flow: acceptor thread -> N network threads -> (posted) control thread.
/// Threads: thread-bound (control thread), apart from sender(), which is thread-safe.
class Server {
public:
    /// Binds the port; nothing is accepted before start().
    /// \error Io: the address cannot be used; InvalidArgument: certificate or key unusable
    [[nodiscard]] static Result<std::unique_ptr<Server>> create(ServerOptions options, ServerParts parts);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Sends to WebSockets; usable from create() on.
    [[nodiscard]] ControlSender& sender() noexcept;
    /// Starts all threads. \param handler  hears the WebSockets until stop()
    void start(ControlHandler& handler) TSUDOI_CONTROL_THREAD;
    /// Stops accepting, tells WebSockets (GoingAway), closes everything, joins the threads.
    /// The handler is not called any more once it returns.
    void stop() TSUDOI_CONTROL_THREAD;

    [[nodiscard]] std::uint16_t port() const noexcept;
    /// scheme://host:port as it is reached on this machine or, when set, the public URL. No slash at the end.
    [[nodiscard]] const std::string& url() const noexcept;

private:
    struct Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::signaling
