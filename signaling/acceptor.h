// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"
#include "signaling/outcome.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace tsudoi::signaling {

/// Bytes that a peer which reads slowly may keep in the kernel, beyond what is on its way.
inline constexpr int kMostUnsent = 256 * 1024;

/// Listens on one address and hands connected sockets over.
///
/// Place in the flow: kernel -> [Acceptor] -> NetworkThread::adopt.
/// Threads: created, started and stopped on the control thread; the functions given to start() run on the acceptor's.
class Acceptor {
public:
    /// \param port  0: any free one
    /// \error Io: the address is not ours or the port is taken; InvalidArgument: no IP address
    [[nodiscard]] static Result<std::unique_ptr<Acceptor>> listen(const std::string& address, std::uint16_t port);
    ~Acceptor();
    Acceptor(const Acceptor&) = delete;
    Acceptor& operator=(const Acceptor&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    /// \param accepted  gets every connection; \p idle is called about once a second
    void start(std::function<void(UniqueFd, RemoteEnd)> accepted, std::function<void()> idle);
    void stop();

private:
    Acceptor(UniqueFd listener, UniqueFd stopper, std::uint16_t port);
    void run();
    void acceptAll();

    UniqueFd listener_;
    UniqueFd stopper_;  // eventfd
    std::uint16_t port_;
    std::function<void(UniqueFd, RemoteEnd)> accepted_;
    std::function<void()> idle_;
    std::thread thread_;
};

}  // namespace tsudoi::signaling
