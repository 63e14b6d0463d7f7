// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/outgoing.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <utility>

namespace tsudoi::signaling {

namespace {

std::span<const std::byte> readFile(const seminar::FileRange& range, std::uint64_t from, std::span<std::byte> into) {
    ssize_t got = -1;
    do {
        got = ::pread(range.fd, into.data(), into.size(), static_cast<off_t>(range.offset + from));
    } while (got < 0 && errno == EINTR);
    return into.first(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
}

}  // namespace

Outgoing::Outgoing(std::string head, Body body, bool withBody)
    : head_(std::move(head)), body_(std::move(body)), size_(withBody ? bodySize(body_) : 0) {}

Outgoing::Progress Outgoing::write(Wire& wire, std::vector<std::byte>& scratch) {
    std::size_t turn = 0;
    while (!wire.congested() && turn < kTurn) {
        if (!head_.empty()) {
            if (!writeFirst(wire, scratch)) {
                return Progress::Failed;
            }
            turn += kFirst;
            continue;
        }
        if (sent_ == size_) {
            return Progress::Done;
        }
        const auto bytes = piece(kPiece, scratch, 0);
        if (bytes.empty() || !wire.write(bytes)) {
            return Progress::Failed;  // a file that became shorter ends the connection: the length is promised
        }
        sent_ += bytes.size();
        turn += bytes.size();
    }
    return head_.empty() && sent_ == size_ && !wire.congested() ? Progress::Done : Progress::More;
}

/// \return the next bytes of the body: in place, or read into \p scratch behind the first \p used bytes
std::span<const std::byte> Outgoing::piece(std::size_t longest, std::vector<std::byte>& scratch, std::size_t used) {
    const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(longest, size_ - sent_));
    if (const auto* const bytes = std::get_if<SharedBytes>(&body_)) {
        return bytes->bytes().subspan(sent_, length);
    }
    if (const auto* const text = std::get_if<std::string>(&body_)) {
        return std::as_bytes(std::span(*text)).subspan(sent_, length);
    }
    return readFile(std::get<seminar::FileRange>(body_), sent_, std::span(scratch).subspan(used, length));
}

bool Outgoing::writeFirst(Wire& wire, std::vector<std::byte>& scratch) {
    const std::size_t headSize = head_.size();
    if (headSize + 1 > kFirst || size_ == 0) {
        const auto head = std::exchange(head_, {});
        return wire.write(std::as_bytes(std::span(head)));
    }
    std::memcpy(scratch.data(), head_.data(), headSize);
    head_.clear();
    const auto body = piece(kFirst - headSize, scratch, headSize);
    if (body.empty()) {
        return false;
    }
    if (body.data() != scratch.data() + headSize) {
        std::memcpy(scratch.data() + headSize, body.data(), body.size());
    }
    sent_ += body.size();
    return wire.write(std::span(scratch).first(headSize + body.size()));
}

}  // namespace tsudoi::signaling
