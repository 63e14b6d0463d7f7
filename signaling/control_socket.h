// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "signaling/control_port.h"
#include "signaling/outcome.h"
#include "signaling/rate_limit.h"
#include "signaling/websocket.h"
#include "signaling/wire.h"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tsudoi::signaling {

/// One WebSocket: frames in, messages out; queues to the peer that stay bounded; liveness.
///
/// Place in the flow: HttpConnection -> [ControlSocket] -> (posted) ControlHandler, and back from ControlSender.
/// Threads: thread-bound (network thread).
class ControlSocket {
public:
    ControlSocket(Wire& wire, std::function<void(std::string)> received, SteadyClock::time_point now);

    void feed(std::string_view bytes, SteadyClock::time_point now);
    /// Sends what is queued until the wire is congested.
    void writable();
    /// Once a second or so: pings a silent peer, gives up on a dead one.
    void sweep(SteadyClock::time_point now);
    /// The control thread is done with a message of \p bytes that was handed over.
    void handled(std::size_t bytes);

    void sendText(std::shared_ptr<const std::string> text);
    void sendNewestText(const std::string& slot, std::shared_ptr<const std::string> text);
    void sendNewestBinary(const std::string& slot, std::string prefix, SharedBytes body);
    void sendStream(std::string prefix, SharedBytes body, bool key);
    void close(CloseCode code, std::string_view reason);

    static constexpr std::chrono::seconds kPingAfter{20};  ///< of silence
    static constexpr std::chrono::seconds kDeadAfter{50};
    static constexpr std::chrono::seconds kCloseWithin{5};
    static constexpr RateRule kMessageRate{300, std::chrono::milliseconds(10)};
    static constexpr std::size_t kMaxSlots = 64;
    /// Of one peer's messages that the control thread has not looked at yet; at more its bytes stay in the kernel.
    static constexpr std::size_t kMaxWaiting = 64;
    static constexpr std::size_t kMaxWaitingBytes = 2 * kMaxMessageBytes;

private:
    struct Frame {
        Opcode opcode = Opcode::Text;
        std::string slot;    // of newest-only frames
        std::string prefix;  // binary: sent before body
        std::shared_ptr<const std::string> text;
        SharedBytes body;
    };

    void take(SocketMessage& message, SteadyClock::time_point now);
    void takeText(std::string text, SteadyClock::time_point now);
    void readOrPause();
    void queueNewest(Frame frame);
    void closeNow(CloseCode code, std::string_view reason);
    void dropStream();
    [[nodiscard]] bool writeFrame(const Frame& frame);
    [[nodiscard]] bool writeNext();

    Wire& wire_;
    std::function<void(std::string)> received_;
    WebSocketReader reader_{kMaxMessageBytes};
    RateLimit rate_{kMessageRate};
    std::size_t waiting_ = 0;  // messages handed over and not handled yet
    std::size_t waitingBytes_ = 0;
    bool paused_ = false;
    std::deque<Frame> texts_;
    std::size_t textBytes_ = 0;
    std::deque<Frame> newest_;
    std::deque<Frame> stream_;
    std::size_t streamBytes_ = 0;
    bool streamTorn_ = false;  // nothing of it until the next key message
    std::string control_;      // pongs and pings, go first
    std::string close_;        // the close frame, goes last
    bool closing_ = false;
    bool pinged_ = false;
    SteadyClock::time_point heard_;
    SteadyClock::time_point closeBy_ = SteadyClock::time_point::max();
};

}  // namespace tsudoi::signaling
