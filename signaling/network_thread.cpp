// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/network_thread.h"

#include "base/log.h"
#include "signaling/lws_context.h"

#include <utility>

namespace tsudoi::signaling {

namespace {

constexpr unsigned kIndexShift = 48;
constexpr std::chrono::seconds kSweepEvery{1};

}  // namespace

/// One connection with the wire below it.
struct NetworkThread::Link {
    Link(struct lws* handle, ConnectionHost host, SteadyClock::time_point now)
        : wire(handle), connection(wire, std::move(host), now) {}

    LwsWire wire;  // first in, last out
    HttpConnection connection;
};

/// Turns the library's events into calls of the thread and its connections.
struct NetworkThread::Lws final : public LwsEvents {
    explicit Lws(NetworkThread& owner) : thread(owner) {}

    void woken() override { thread.drainInbox(); }
    void swept() override { thread.sweep(); }
    bool applyTls(ssl_ctx_st* fresh) override { return hardenTls(fresh) && thread.secrets_->applyTo(fresh); }
    bool received(std::uint64_t id, std::string_view bytes) override {
        return with(id, [&](Link& link) { link.connection.received(bytes, SteadyClock::now()); });
    }
    bool writable(std::uint64_t id) override {
        return with(id, [](Link& link) {
            if (link.wire.becameWritable()) {
                link.connection.writable(SteadyClock::now());
            }
        });
    }
    void closed(std::uint64_t id) override {
        if (thread.links_.erase(id) > 0) {
            --thread.connectionCount_;
        }
    }

    template <typename F>
    bool with(std::uint64_t id, F use) {
        Link* const link = thread.find(id);
        if (link == nullptr) {
            return false;
        }
        use(*link);
        return !link->wire.killed();
    }

    NetworkThread& thread;
    std::unique_ptr<LwsContext> context;
};

unsigned NetworkThread::indexOf(ConnectionId id) noexcept {
    return static_cast<unsigned>(id.value >> kIndexShift);
}

NetworkThread::NetworkThread(unsigned index, const HttpService& service, SocketEvents events)
    : index_(index), service_(service), events_(std::move(events)), scratch_(Outgoing::kPiece) {}

Result<std::unique_ptr<NetworkThread>> NetworkThread::create(unsigned index, const HttpService& service,
                                                             std::shared_ptr<const TlsSecrets> secrets,
                                                             SocketEvents events) {
    std::unique_ptr<NetworkThread> thread(new NetworkThread(index, service, std::move(events)));
    thread->secrets_ = std::move(secrets);
    thread->lws_ = std::make_unique<Lws>(*thread);
    auto context = LwsContext::create(*thread->lws_, thread->secrets_ != nullptr, kSweepEvery);
    if (!context) {
        return fail(std::move(context.error()));
    }
    thread->lws_->context = std::move(*context);
    return thread;
}

NetworkThread::~NetworkThread() {
    goAway(std::chrono::milliseconds(0));
    join();
    lws_->context.reset();  // closes what is left while the links are still there
}

void NetworkThread::start() {
    thread_ = std::thread([this] { run(); });
}

void NetworkThread::join() {
    if (thread_.joinable()) {
        thread_.join();
    }
}

void NetworkThread::run() {
    while (!finished() && lws_->context->serviceOnce()) {
    }
}

bool NetworkThread::finished() const {
    return endBy_ && (links_.empty() || SteadyClock::now() >= *endBy_);
}

void NetworkThread::wake() {
    lws_->context->wake();
}

void NetworkThread::post(Task task) {
    const bool first = inbox_.with([&](auto& tasks) {
        tasks.push_back(std::move(task));
        return tasks.size() == 1;
    });
    if (first) {
        wake();
    }
}

void NetworkThread::drainInbox() {
    const auto tasks = inbox_.with([](auto& waiting) { return std::exchange(waiting, {}); });
    for (const auto& task : tasks) {
        task(*this);
    }
    if (published_.exchange(false)) {
        const auto now = SteadyClock::now();
        for (auto& [id, link] : links_) {
            link->connection.published(now);
        }
    }
}

void NetworkThread::published() {
    if (!published_.exchange(true)) {
        wake();
    }
}

void NetworkThread::sweep() {
    const auto now = SteadyClock::now();
    for (auto& [id, link] : links_) {
        link->connection.sweep(now);
    }
}

NetworkThread::Link* NetworkThread::find(std::uint64_t id) {
    const auto found = links_.find(id);
    return found == links_.end() ? nullptr : found->second.get();
}

void NetworkThread::adopt(UniqueFd socket, RemoteEnd peer) {
    ++connectionCount_;
    // std::function wants copyable captures
    auto shared = std::make_shared<UniqueFd>(std::move(socket));
    post([shared, peer = std::move(peer)](NetworkThread& self) {
        const std::uint64_t id = (std::uint64_t{self.index_} << kIndexShift) | self.nextId_++;
        if (self.endBy_) {
            --self.connectionCount_;
            return;
        }
        struct lws* const handle = self.lws_->context->adopt(std::move(*shared), id);
        if (handle == nullptr) {
            --self.connectionCount_;
            return;
        }
        self.links_.emplace(id, std::make_unique<Link>(handle, self.hostFor({id}, peer), SteadyClock::now()));
    });
}

ConnectionHost NetworkThread::hostFor(ConnectionId id, RemoteEnd peer) {
    const auto makeReply = [this, id](std::uint64_t serial) -> Reply {
        return [this, id, serial](HttpResponse response) {
            auto shared = std::make_shared<HttpResponse>(std::move(response));
            post([id, serial, shared](NetworkThread& self) {
                if (Link* const link = self.find(id.value)) {
                    link->connection.replied(serial, std::move(*shared), SteadyClock::now());
                }
            });
        };
    };
    return {service_,
            id,
            std::move(peer),
            scratch_,
            makeReply,
            [this, id](std::optional<seminar::Session> session) { events_.opened(id, std::move(session)); },
            [this, id](std::string text) { events_.received(id, std::move(text)); },
            [this, id] {
                events_.closed(id);
            }};
}

void NetworkThread::useSecrets(std::shared_ptr<const TlsSecrets> secrets) {
    post([secrets = std::move(secrets)](NetworkThread& self) {
        self.secrets_ = secrets;
        if (!secrets->applyTo(self.lws_->context->tls())) {
            log::error("network thread {}: the new certificate was refused", self.index_);
        }
    });
}

void NetworkThread::withSocket(ConnectionId id, std::function<void(ControlSocket&)> use) {
    post([id, use = std::move(use)](NetworkThread& self) {
        Link* const link = self.find(id.value);
        if (link != nullptr && link->connection.socket() != nullptr) {
            use(*link->connection.socket());
        }
    });
}

void NetworkThread::goAway(std::chrono::milliseconds grace) {
    post([grace](NetworkThread& self) {
        const auto now = SteadyClock::now();
        self.endBy_ = now + grace;
        for (auto& [id, link] : self.links_) {
            link->connection.goAway(now);
        }
    });
}

}  // namespace tsudoi::signaling
