// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/acceptor.h"

#include "base/log.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

namespace tsudoi::signaling {

namespace {

constexpr int kBacklog = 1024;
constexpr int kIdleMs = 1000;
constexpr int kPauseMs = 100;  // after a failed accept

struct Address {
    sockaddr_storage storage{};
    socklen_t length = sizeof(sockaddr_storage);

    [[nodiscard]] sockaddr* get() noexcept { return reinterpret_cast<sockaddr*>(&storage); }
    [[nodiscard]] sockaddr_in& v4() noexcept { return reinterpret_cast<sockaddr_in&>(storage); }
    [[nodiscard]] sockaddr_in6& v6() noexcept { return reinterpret_cast<sockaddr_in6&>(storage); }
};

std::optional<Address> parseAddress(const std::string& text, std::uint16_t port) {
    Address address;
    if (inet_pton(AF_INET, text.c_str(), &address.v4().sin_addr) == 1) {
        address.v4().sin_family = AF_INET;
        address.v4().sin_port = htons(port);
        address.length = sizeof(sockaddr_in);
        return address;
    }
    if (inet_pton(AF_INET6, text.c_str(), &address.v6().sin6_addr) == 1) {
        address.v6().sin6_family = AF_INET6;
        address.v6().sin6_port = htons(port);
        address.length = sizeof(sockaddr_in6);
        return address;
    }
    return std::nullopt;
}

RemoteEnd peerOf(Address& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.storage.ss_family == AF_INET) {
        inet_ntop(AF_INET, &address.v4().sin_addr, text.data(), text.size());
        const bool loopback = (ntohl(address.v4().sin_addr.s_addr) >> 24U) == 127;
        return {text.data(), loopback, false};
    }
    inet_ntop(AF_INET6, &address.v6().sin6_addr, text.data(), text.size());
    const bool loopback =
        IN6_IS_ADDR_LOOPBACK(&address.v6().sin6_addr) != 0 || std::strncmp(text.data(), "::ffff:127.", 11) == 0;
    return {text.data(), loopback, false};
}

tl::unexpected<Error> cannotListen(const std::string& address, std::uint16_t port, int error) {
    const std::string where = address + ":" + std::to_string(port);
    const std::string why = std::generic_category().message(error);
    return fail(ErrorCode::Io,
                Text{where + " で待ち受けできません（" + why + "）。", "Cannot listen on " + where + ": " + why + "."});
}

std::uint16_t boundPort(int listener) {
    Address address;
    getsockname(listener, address.get(), &address.length);
    return ntohs(address.storage.ss_family == AF_INET ? address.v4().sin_port : address.v6().sin6_port);
}

void setOption(int socket, int level, int option, int value) {
    ::setsockopt(socket, level, option, &value, sizeof value);
}

}  // namespace

Acceptor::Acceptor(UniqueFd listener, UniqueFd stopper, std::uint16_t port)
    : listener_(std::move(listener)), stopper_(std::move(stopper)), port_(port) {}

Acceptor::~Acceptor() {
    stop();
}

Result<std::unique_ptr<Acceptor>> Acceptor::listen(const std::string& address, std::uint16_t port) {
    auto parsed = parseAddress(address, port);
    if (!parsed) {
        return fail(ErrorCode::InvalidArgument,
                    Text{address + " は IP アドレスではありません。", address + " is not an IP address."});
    }
    UniqueFd listener(::socket(parsed->storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!listener) {
        return cannotListen(address, port, errno);
    }
    setOption(listener.get(), SOL_SOCKET, SO_REUSEADDR, 1);
    if (::bind(listener.get(), parsed->get(), parsed->length) != 0 || ::listen(listener.get(), kBacklog) != 0) {
        return cannotListen(address, port, errno);
    }
    const std::uint16_t bound = boundPort(listener.get());
    return std::unique_ptr<Acceptor>(new Acceptor(std::move(listener), UniqueFd(::eventfd(0, EFD_CLOEXEC)), bound));
}

void Acceptor::start(std::function<void(UniqueFd, RemoteEnd)> accepted, std::function<void()> idle) {
    accepted_ = std::move(accepted);
    idle_ = std::move(idle);
    thread_ = std::thread([this] { run(); });
}

void Acceptor::stop() {
    if (thread_.joinable()) {
        ::eventfd_write(stopper_.get(), 1);
        thread_.join();
    }
    listener_.reset();
}

void Acceptor::run() {
    auto nextIdle = SteadyClock::now();
    while (true) {
        std::array<pollfd, 2> waiting{pollfd{stopper_.get(), POLLIN, 0}, pollfd{listener_.get(), POLLIN, 0}};
        ::poll(waiting.data(), waiting.size(), kIdleMs);
        if (waiting[0].revents != 0) {
            return;
        }
        if (waiting[1].revents != 0) {
            acceptAll();
        }
        if (const auto now = SteadyClock::now(); now >= nextIdle) {
            nextIdle = now + std::chrono::milliseconds(kIdleMs);
            idle_();
        }
    }
}

void Acceptor::acceptAll() {
    while (true) {
        Address address;
        UniqueFd socket(::accept4(listener_.get(), address.get(), &address.length, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (socket) {
            setOption(socket.get(), IPPROTO_TCP, TCP_NODELAY, 1);
            setOption(socket.get(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, kMostUnsent);
            accepted_(std::move(socket), peerOf(address));
            continue;
        }
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            log::warn("cannot accept a connection: {}", std::generic_category().message(errno));
            pollfd stopper{stopper_.get(), POLLIN, 0};
            ::poll(&stopper, 1, kPauseMs);  // the listener stays readable: do not spin
        }
        return;
    }
}

}  // namespace tsudoi::signaling
