// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/thread_role.h"
#include "signaling/control_port.h"
#include "signaling/network_thread.h"

#include <memory>
#include <string>
#include <vector>

namespace tsudoi::signaling {

/// Carries WebSocket events to the control thread and messages back to the network thread of each connection.
///
/// Place in the flow: NetworkThread -> [ControlRelay] -> ControlHandler -> [ControlRelay] -> NetworkThread.
/// Threads: sending is thread-safe; the rest is thread-bound (control thread).
class ControlRelay final : public ControlSender {
public:
    explicit ControlRelay(Executor& control) : control_(control) {}

    /// \param threads  stay alive as long as anybody sends
    void connect(std::vector<NetworkThread*> threads) { threads_ = std::move(threads); }
    void handler(ControlHandler* handler) TSUDOI_CONTROL_THREAD { *handler_ = handler; }
    [[nodiscard]] SocketEvents events();

    void sendText(ConnectionId to, std::shared_ptr<const std::string> text) override;
    void sendNewestText(ConnectionId to, const std::string& slot, std::shared_ptr<const std::string> text) override;
    void sendNewestBinary(ConnectionId to, const std::string& slot, std::string prefix, SharedBytes body) override;
    void sendStream(ConnectionId to, std::string prefix, SharedBytes body, bool key) override;
    void close(ConnectionId which, CloseCode code, const std::string& reason) override;

private:
    void onSocket(ConnectionId id, std::function<void(ControlSocket&)> use);

    Executor& control_;
    std::vector<NetworkThread*> threads_;
    /// Shared with posted calls, which may run after this object is gone. Read and written on the control thread only.
    std::shared_ptr<ControlHandler*> handler_ = std::make_shared<ControlHandler*>(nullptr);
};

}  // namespace tsudoi::signaling
