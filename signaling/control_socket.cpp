// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_socket.h"

#include <algorithm>
#include <utility>

namespace tsudoi::signaling {

namespace {

std::span<const std::byte> bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text));
}

constexpr std::size_t kMaxControlBytes = 4096;  // unanswered pings of a peer that does not read

}  // namespace

ControlSocket::ControlSocket(Wire& wire, std::function<void(std::string)> received, SteadyClock::time_point now)
    : wire_(wire), received_(std::move(received)), heard_(now) {}

void ControlSocket::feed(std::string_view bytes, SteadyClock::time_point now) {
    heard_ = now;
    pinged_ = false;
    for (auto& message : reader_.feed(bytes)) {
        take(message, now);
    }
    readOrPause();
}

void ControlSocket::take(SocketMessage& message, SteadyClock::time_point now) {
    if (auto* const text = std::get_if<TextMessage>(&message)) {
        takeText(std::move(text->text), now);
    } else if (auto* const ping = std::get_if<PingMessage>(&message)) {
        if (!closing_ && !rate_.take({}, now)) {
            close(CloseCode::TooManyMessages, "too many pings");
        } else if (control_.size() < kMaxControlBytes) {
            control_.append(frameHead(Opcode::Pong, ping->payload.size())).append(ping->payload);
            wire_.wantWritable();
        }
    } else if (std::holds_alternative<CloseMessage>(message)) {
        closeNow(CloseCode::Normal, "");
    } else if (const auto* const broken = std::get_if<BrokenStream>(&message)) {
        closeNow(static_cast<CloseCode>(broken->code), "");
    }
}

void ControlSocket::takeText(std::string text, SteadyClock::time_point now) {
    if (closing_) {
        return;
    }
    if (!rate_.take({}, now)) {
        close(CloseCode::TooManyMessages, "too many messages");
        return;
    }
    ++waiting_;
    waitingBytes_ += text.size();
    received_(std::move(text));
}

void ControlSocket::handled(std::size_t bytes) {
    --waiting_;
    waitingBytes_ -= bytes;
    readOrPause();
}

/// What one peer can make us keep stays bounded, however busy the control thread is.
void ControlSocket::readOrPause() {
    const bool full = waiting_ > kMaxWaiting || waitingBytes_ > kMaxWaitingBytes;
    if (full != paused_) {
        paused_ = full;
        wire_.pauseReading(full);
    }
}

void ControlSocket::sendText(std::shared_ptr<const std::string> text) {
    if (closing_) {
        return;
    }
    textBytes_ += text->size();
    if (textBytes_ > ControlSender::kMaxQueuedTextBytes) {
        closeNow(CloseCode::TooSlow, "too slow");
        return;
    }
    texts_.push_back({Opcode::Text, {}, {}, std::move(text), {}});
    wire_.wantWritable();
}

void ControlSocket::sendNewestText(const std::string& slot, std::shared_ptr<const std::string> text) {
    queueNewest({Opcode::Text, slot, {}, std::move(text), {}});
}

void ControlSocket::sendNewestBinary(const std::string& slot, std::string prefix, SharedBytes body) {
    queueNewest({Opcode::Binary, slot, std::move(prefix), nullptr, std::move(body)});
}

void ControlSocket::queueNewest(Frame frame) {
    if (closing_) {
        return;
    }
    const auto older = std::ranges::find_if(
        newest_, [&](const Frame& queued) { return queued.opcode == frame.opcode && queued.slot == frame.slot; });
    if (older != newest_.end()) {
        *older = std::move(frame);  // keeps its place, so that no slot starves
    } else if (newest_.size() < kMaxSlots) {
        newest_.push_back(std::move(frame));
    }
    wire_.wantWritable();
}

void ControlSocket::sendStream(std::string prefix, SharedBytes body, bool key) {
    const std::size_t size = prefix.size() + body.size();
    if (streamBytes_ + size > ControlSender::kMaxQueuedStreamBytes) {
        dropStream();
        streamTorn_ = true;
    }
    streamTorn_ = streamTorn_ && !key;
    if (closing_ || streamTorn_) {
        return;
    }
    streamBytes_ += size;
    stream_.push_back({Opcode::Binary, {}, std::move(prefix), nullptr, std::move(body)});
    wire_.wantWritable();
}

void ControlSocket::dropStream() {
    stream_.clear();
    streamBytes_ = 0;
}

void ControlSocket::close(CloseCode code, std::string_view reason) {
    if (!closing_) {
        closing_ = true;
        newest_.clear();
        dropStream();
        close_ = closeFrame(static_cast<std::uint16_t>(code), reason);
        closeBy_ = SteadyClock::now() + kCloseWithin;
        wire_.wantWritable();
    }
}

void ControlSocket::closeNow(CloseCode code, std::string_view reason) {
    texts_.clear();
    textBytes_ = 0;
    close(code, reason);
}

void ControlSocket::sweep(SteadyClock::time_point now) {
    if (paused_) {
        heard_ = now;  // it cannot be heard, and that is our doing
    }
    if (now - heard_ > kDeadAfter || now > closeBy_) {
        wire_.kill();
    } else if (now - heard_ > kPingAfter && !pinged_) {
        pinged_ = true;
        control_.append(frameHead(Opcode::Ping, 0));
        wire_.wantWritable();
    }
}

void ControlSocket::writable() {
    while (!wire_.congested()) {
        if (!writeNext()) {
            return;
        }
    }
    wire_.wantWritable();
}

/// \return whether there may be more
bool ControlSocket::writeNext() {
    bool ok = true;
    if (!control_.empty()) {
        ok = wire_.write(bytesOf(std::exchange(control_, {})));
    } else if (!texts_.empty()) {
        const Frame frame = std::move(texts_.front());
        texts_.pop_front();
        textBytes_ -= frame.text->size();
        ok = writeFrame(frame);
    } else if (!newest_.empty()) {
        const Frame frame = std::move(newest_.front());
        newest_.pop_front();
        ok = writeFrame(frame);
    } else if (!stream_.empty()) {
        const Frame frame = std::move(stream_.front());
        stream_.pop_front();
        streamBytes_ -= frame.prefix.size() + frame.body.size();
        ok = writeFrame(frame);
    } else if (!close_.empty()) {
        ok = wire_.write(bytesOf(std::exchange(close_, {})));
        wire_.endOfStream();
    } else {
        return false;
    }
    if (!ok) {
        wire_.kill();
    }
    return ok;
}

bool ControlSocket::writeFrame(const Frame& frame) {
    if (frame.opcode == Opcode::Text) {
        auto whole = frameHead(Opcode::Text, frame.text->size());
        return wire_.write(bytesOf(whole.append(*frame.text)));
    }
    auto head = frameHead(Opcode::Binary, frame.prefix.size() + frame.body.size());
    return wire_.write(bytesOf(head.append(frame.prefix))) && wire_.write(frame.body.bytes());
}

}  // namespace tsudoi::signaling
