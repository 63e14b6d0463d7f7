// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_relay.h"

#include <utility>

namespace tsudoi::signaling {

SocketEvents ControlRelay::events() {
    const auto post = [this, handler = handler_](auto call) {
        control_.post([handler, call = std::move(call)]() mutable {
            kControlThread.assertHere();
            if (*handler != nullptr) {
                call(**handler);
            }
        });
    };
    SocketEvents events;
    events.opened = [post](ConnectionId id, std::optional<seminar::Session> session) {
        post([id, session = std::move(session)](ControlHandler& handler) {
            kControlThread.assertHere();
            handler.opened(id, session);
        });
    };
    events.received = [this, post](ConnectionId id, std::string text) {
        post([this, id, text = std::move(text)](ControlHandler& handler) mutable {
            kControlThread.assertHere();
            const std::size_t bytes = text.size();
            handler.message(id, std::move(text));
            onSocket(id, [bytes](ControlSocket& socket) { socket.handled(bytes); });
        });
    };
    events.closed = [post](ConnectionId id) {
        post([id](ControlHandler& handler) {
            kControlThread.assertHere();
            handler.closed(id);
        });
    };
    return events;
}

void ControlRelay::onSocket(ConnectionId id, std::function<void(ControlSocket&)> use) {
    const auto index = NetworkThread::indexOf(id);
    if (index < threads_.size()) {
        threads_[index]->withSocket(id, std::move(use));
    }
}

void ControlRelay::sendText(ConnectionId to, std::shared_ptr<const std::string> text) {
    onSocket(to, [text = std::move(text)](ControlSocket& socket) { socket.sendText(text); });
}

void ControlRelay::sendNewestText(ConnectionId to, const std::string& slot, std::shared_ptr<const std::string> text) {
    onSocket(to, [slot, text = std::move(text)](ControlSocket& socket) { socket.sendNewestText(slot, text); });
}

void ControlRelay::sendNewestBinary(ConnectionId to, const std::string& slot, std::string prefix, SharedBytes body) {
    onSocket(to, [slot, prefix = std::move(prefix), body = std::move(body)](ControlSocket& socket) {
        socket.sendNewestBinary(slot, prefix, body);
    });
}

void ControlRelay::sendStream(ConnectionId to, std::string prefix, SharedBytes body, bool key) {
    onSocket(to, [prefix = std::move(prefix), body = std::move(body), key](ControlSocket& socket) {
        socket.sendStream(prefix, body, key);
    });
}

void ControlRelay::close(ConnectionId which, CloseCode code, const std::string& reason) {
    onSocket(which, [code, reason](ControlSocket& socket) { socket.close(code, reason); });
}

}  // namespace tsudoi::signaling
