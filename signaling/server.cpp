// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/server.h"

#include "base/log.h"
#include "signaling/acceptor.h"
#include "signaling/certificate_source.h"
#include "signaling/control_relay.h"
#include "signaling/network_thread.h"
#include "signaling/self_signed.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tsudoi::signaling {

namespace {

constexpr int kMaxConnections = 12'000;  // below the descriptor limit, so that files can still be opened
constexpr std::chrono::seconds kStopGrace{2};

std::string localUrl(const ServerOptions& options, std::uint16_t port) {
    const bool any = options.listenAddress == "0.0.0.0" || options.listenAddress == "::";
    const bool v6 = options.listenAddress.find(':') != std::string::npos;
    const std::string host = any ? "localhost" : v6 ? "[" + options.listenAddress + "]" : options.listenAddress;
    return (options.plain ? "http://" : "https://") + host + ":" + std::to_string(port);
}

}  // namespace

struct Server::Impl {
    Impl(ServerOptions given, ServerParts theParts)
        : options(std::move(given)), parts(std::move(theParts)), relay(parts.control) {}

    Status prepare();
    Status prepareTls();
    Status prepareThreads();
    void accepted(UniqueFd socket, RemoteEnd peer);
    void checkCertificate();
    void watchShelf();

    ServerOptions options;
    ServerParts parts;
    ControlRelay relay;
    std::unique_ptr<Acceptor> acceptor;
    std::unique_ptr<CertificateSource> certificates;  // none: plain
    std::unique_ptr<HttpService> service;
    /// Shared with the shelf's listener, which cannot be taken back.
    std::shared_ptr<std::vector<std::unique_ptr<NetworkThread>>> threads =
        std::make_shared<std::vector<std::unique_ptr<NetworkThread>>>();
    std::size_t next = 0;  // acceptor thread
    std::string url;
    bool running = false;
};

Status Server::Impl::prepare() {
    auto listening = Acceptor::listen(options.listenAddress, options.port);
    if (!listening) {
        return fail(std::move(listening.error()));
    }
    acceptor = std::move(*listening);
    url = options.publicUrl.empty() ? localUrl(options, acceptor->port()) : options.publicUrl;
    auto pages = StaticPages::load(options.pages);
    if (!pages) {
        return fail(std::move(pages.error()));
    }
    service = std::make_unique<HttpService>(
        HttpServiceParts{parts.access, parts.shelf, parts.crypto, parts.gate, parts.control, parts.metrics, parts.api,
                         parts.whip, std::move(*pages), options.publicUrl, options.metricsToken});
    if (auto ready = prepareTls(); !ready) {
        return ready;
    }
    return prepareThreads();
}

Status Server::Impl::prepareTls() {
    if (options.plain) {
        return {};
    }
    if (!options.tls) {
        auto made = selfSigned(options.dataDirectory, {hostOf(options.publicUrl), options.listenAddress});
        if (!made) {
            return fail(std::move(made.error()));
        }
        options.tls = TlsFiles{made->certificate, made->key};
    }
    auto source = CertificateSource::open(options.tls->certificate, options.tls->key);
    if (!source) {
        return fail(std::move(source.error()));
    }
    certificates = std::move(*source);
    return {};
}

Status Server::Impl::prepareThreads() {
    std::vector<NetworkThread*> pointers;
    for (int i = 0; i < std::clamp(options.networkThreads, 1, 64); ++i) {
        auto thread = NetworkThread::create(static_cast<unsigned>(i), *service,
                                            certificates ? certificates->current() : nullptr, relay.events());
        if (!thread) {
            return fail(std::move(thread.error()));
        }
        pointers.push_back(thread->get());
        threads->push_back(std::move(*thread));
    }
    relay.connect(std::move(pointers));
    return {};
}

void Server::Impl::accepted(UniqueFd socket, RemoteEnd peer) {
    int open = 0;
    for (const auto& thread : *threads) {
        open += thread->connections();
    }
    if (open >= kMaxConnections) {
        return;  // closed at once; the peer tries again
    }
    peer.secure = certificates != nullptr;
    (*threads)[next++ % threads->size()]->adopt(std::move(socket), std::move(peer));
}

void Server::Impl::checkCertificate() {
    if (!certificates || !certificates->refresh()) {
        return;
    }
    for (const auto& thread : *threads) {
        thread->useSecrets(certificates->current());
    }
}

void Server::Impl::watchShelf() {
    using Threads = std::vector<std::unique_ptr<NetworkThread>>;
    parts.shelf.onPublished([weak = std::weak_ptr<Threads>(threads)] {
        if (const auto all = weak.lock()) {
            for (const auto& thread : *all) {
                thread->published();
            }
        }
    });
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() {
    kControlThread.assertHere();
    stop();
}

Result<std::unique_ptr<Server>> Server::create(ServerOptions options, ServerParts parts) {
    auto impl = std::make_unique<Impl>(std::move(options), std::move(parts));
    if (auto ready = impl->prepare(); !ready) {
        return fail(std::move(ready.error()));
    }
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

ControlSender& Server::sender() noexcept {
    return impl_->relay;
}

void Server::start(ControlHandler& handler) {
    impl_->relay.handler(&handler);
    impl_->running = true;
    impl_->watchShelf();
    for (const auto& thread : *impl_->threads) {
        thread->start();
    }
    impl_->acceptor->start(
        [impl = impl_.get()](UniqueFd socket, RemoteEnd peer) { impl->accepted(std::move(socket), std::move(peer)); },
        [impl = impl_.get()] { impl->checkCertificate(); });
}

void Server::stop() {
    if (!std::exchange(impl_->running, false)) {
        return;
    }
    impl_->acceptor->stop();
    for (const auto& thread : *impl_->threads) {
        thread->goAway(kStopGrace);
    }
    for (const auto& thread : *impl_->threads) {
        thread->join();
    }
    impl_->relay.handler(nullptr);
}

std::uint16_t Server::port() const noexcept {
    return impl_->acceptor->port();
}

const std::string& Server::url() const noexcept {
    return impl_->url;
}

}  // namespace tsudoi::signaling
