// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The WebSocket grammar (RFC 6455), server side, without extensions. Knows no socket.
namespace tsudoi::signaling {

enum class Opcode : std::uint8_t {
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
};

/// \return Sec-WebSocket-Accept for a Sec-WebSocket-Key; nullopt: the key is not 16 bytes in base64
[[nodiscard]] std::optional<std::string> acceptKey(std::string_view key);

/// \return the head of an unmasked, unfragmented frame
[[nodiscard]] std::string frameHead(Opcode opcode, std::size_t payload);
/// \return a whole close frame
[[nodiscard]] std::string closeFrame(std::uint16_t code, std::string_view reason);

struct TextMessage {
    std::string text;  ///< valid UTF-8
};
struct PingMessage {
    std::string payload;
};
struct PongMessage {};
struct CloseMessage {
    std::uint16_t code = 1005;  ///< 1005: none was given
};
/// The peer broke the protocol: close with this code and read no further.
struct BrokenStream {
    std::uint16_t code = 1002;
};
using SocketMessage = std::variant<TextMessage, PingMessage, PongMessage, CloseMessage, BrokenStream>;

/// Puts masked frames of a peer together to messages.
///
/// Threads: thread-bound. Memory: at most one message of \p largest bytes and one frame head.
class WebSocketReader {
public:
    explicit WebSocketReader(std::size_t largest) : largest_(largest) {}

    /// \return the messages that became complete, in order; after a BrokenStream or CloseMessage nothing more comes
    [[nodiscard]] std::vector<SocketMessage> feed(std::string_view bytes);

private:
    struct Frame {
        Opcode opcode = Opcode::Text;
        bool last = false;
        std::uint64_t length = 0;
        std::size_t headSize = 0;
        std::string_view mask;
    };

    [[nodiscard]] std::optional<Frame> readHead(std::string_view input, std::optional<std::uint16_t>& error) const;
    [[nodiscard]] std::optional<std::uint16_t> refuse(const Frame& frame) const;
    void complete(const Frame& frame, std::string payload, std::vector<SocketMessage>& out);
    void completeData(const Frame& frame, const std::string& payload, std::vector<SocketMessage>& out);
    void stop(SocketMessage last, std::vector<SocketMessage>& out);

    /// Of one message; nobody cuts small messages into more.
    static constexpr int kMaxFragments = 1024;

    std::size_t largest_;
    std::string input_;
    std::string message_;  // fragments so far
    int fragments_ = 0;
    bool fragmented_ = false;  // a first fragment came, its last one not yet
    bool stopped_ = false;
};

}  // namespace tsudoi::signaling
