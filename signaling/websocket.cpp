// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/websocket.h"

#include "signaling/crypto.h"
#include "signaling/http_text.h"

#include <algorithm>
#include <utility>

namespace tsudoi::signaling {

namespace {

constexpr std::size_t kMaxControlPayload = 125;
constexpr std::uint16_t kProtocolError = 1002;
constexpr std::uint16_t kUnsupported = 1003;
constexpr std::uint16_t kBadText = 1007;
constexpr std::uint16_t kTooBig = 1009;

std::uint8_t byteAt(std::string_view text, std::size_t at) {
    return static_cast<std::uint8_t>(text[at]);
}

std::uint64_t bigEndian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        value = value << 8U | byteAt(bytes, i);
    }
    return value;
}

bool isControl(Opcode opcode) {
    return opcode == Opcode::Close || opcode == Opcode::Ping || opcode == Opcode::Pong;
}

std::string unmasked(std::string_view payload, std::string_view mask) {
    std::string out(payload);
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = static_cast<char>(out[i] ^ mask[i % 4]);
    }
    return out;
}

SocketMessage closeMessage(std::string_view payload) {
    if (payload.empty()) {
        return CloseMessage{};
    }
    if (payload.size() < 2 || !isUtf8(payload.substr(2))) {
        return BrokenStream{kProtocolError};
    }
    const auto code = static_cast<std::uint16_t>(bigEndian(payload.substr(0, 2)));
    const bool allowed =
        (code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006) || (code >= 3000 && code < 5000);
    return allowed ? SocketMessage(CloseMessage{code}) : SocketMessage(BrokenStream{kProtocolError});
}

}  // namespace

std::optional<std::string> acceptKey(std::string_view key) {
    constexpr std::string_view kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // RFC 6455 1.3
    const bool base64Of16Bytes =
        key.size() == 24 && key.ends_with("==") &&
        std::ranges::all_of(key.substr(0, 22), [](char c) { return isTokenChar(c) || c == '/'; });
    if (!base64Of16Bytes) {
        return std::nullopt;
    }
    return base64(sha1(std::string(key).append(kGuid)));
}

std::string frameHead(Opcode opcode, std::size_t payload) {
    std::string head(1, static_cast<char>(0x80U | static_cast<unsigned>(opcode)));
    const auto append = [&](unsigned bytes) {
        for (unsigned i = bytes; i > 0; --i) {
            head.push_back(static_cast<char>(payload >> (8U * (i - 1)) & 0xffU));
        }
    };
    if (payload < 126) {
        append(1);
    } else if (payload <= 0xffff) {
        head.push_back(126);
        append(2);
    } else {
        head.push_back(127);
        append(8);
    }
    return head;
}

std::string closeFrame(std::uint16_t code, std::string_view reason) {
    reason = reason.substr(0, kMaxControlPayload - 2);
    while (!isUtf8(reason)) {
        reason.remove_suffix(1);  // cut in the middle of a character
    }
    auto frame = frameHead(Opcode::Close, reason.size() + 2);
    frame.push_back(static_cast<char>(code >> 8U));
    frame.push_back(static_cast<char>(code & 0xffU));
    return frame.append(reason);
}

std::vector<SocketMessage> WebSocketReader::feed(std::string_view bytes) {
    std::vector<SocketMessage> out;
    if (stopped_) {
        return out;
    }
    input_.append(bytes);
    std::string_view rest = input_;
    while (!stopped_) {
        std::optional<std::uint16_t> error;
        const auto frame = readHead(rest, error);
        if (error) {
            stop(BrokenStream{*error}, out);
        }
        if (!frame || rest.size() - frame->headSize < frame->length) {
            break;
        }
        complete(*frame, unmasked(rest.substr(frame->headSize, frame->length), frame->mask), out);
        rest.remove_prefix(frame->headSize + frame->length);
    }
    input_.erase(0, input_.size() - rest.size());
    return out;
}

/// \return nullopt: more bytes are needed, or \p error is set
std::optional<WebSocketReader::Frame> WebSocketReader::readHead(std::string_view input,
                                                                std::optional<std::uint16_t>& error) const {
    if (input.size() < 2) {
        return std::nullopt;
    }
    Frame frame;
    frame.last = (byteAt(input, 0) & 0x80U) != 0;
    frame.opcode = static_cast<Opcode>(byteAt(input, 0) & 0x0fU);
    frame.length = byteAt(input, 1) & 0x7fU;
    const std::size_t extra = frame.length == 126 ? 2 : frame.length == 127 ? 8 : 0;
    const bool masked = (byteAt(input, 1) & 0x80U) != 0;
    const bool reserved = (byteAt(input, 0) & 0x70U) != 0;
    frame.headSize = 2 + extra + 4;
    if (reserved || !masked) {
        error = kProtocolError;
        return std::nullopt;
    }
    if (input.size() < frame.headSize) {
        return std::nullopt;
    }
    if (extra > 0) {
        frame.length = bigEndian(input.substr(2, extra));
    }
    frame.mask = input.substr(2 + extra, 4);
    error = refuse(frame);
    return error ? std::nullopt : std::optional(frame);
}

/// Checked as soon as the head is there, so that nothing big is ever gathered for a frame that will be refused.
std::optional<std::uint16_t> WebSocketReader::refuse(const Frame& frame) const {
    if (isControl(frame.opcode)) {
        return frame.last && frame.length <= kMaxControlPayload ? std::nullopt : std::optional(kProtocolError);
    }
    if (frame.opcode == Opcode::Binary) {
        return kUnsupported;
    }
    const bool expected = frame.opcode == (fragmented_ ? Opcode::Continuation : Opcode::Text);
    if (!expected) {
        return kProtocolError;
    }
    return frame.length > largest_ - message_.size() ? std::optional(kTooBig) : std::nullopt;
}

void WebSocketReader::complete(const Frame& frame, std::string payload, std::vector<SocketMessage>& out) {
    switch (frame.opcode) {
        case Opcode::Close: stop(closeMessage(payload), out); break;
        case Opcode::Ping: out.emplace_back(PingMessage{std::move(payload)}); break;
        case Opcode::Pong: out.emplace_back(PongMessage{}); break;
        default: completeData(frame, payload, out);
    }
}

void WebSocketReader::completeData(const Frame& frame, const std::string& payload, std::vector<SocketMessage>& out) {
    message_.append(payload);
    fragmented_ = !frame.last;
    fragments_ = fragmented_ ? fragments_ + 1 : 0;
    if (fragments_ > kMaxFragments) {
        stop(BrokenStream{kTooBig}, out);
    }
    if (!frame.last) {
        return;
    }
    if (!isUtf8(message_)) {
        stop(BrokenStream{kBadText}, out);
        return;
    }
    out.emplace_back(TextMessage{std::exchange(message_, {})});
}

void WebSocketReader::stop(SocketMessage last, std::vector<SocketMessage>& out) {
    stopped_ = true;
    out.push_back(std::move(last));
}

}  // namespace tsudoi::signaling
