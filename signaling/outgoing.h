// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signaling/http_response.h"
#include "signaling/wire.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tsudoi::signaling {

/// A response on its way out: head and body in large pieces, straight from the shared bytes or the file.
///
/// The head goes out together with the beginning of the body, so that a small answer is one TLS record and one packet.
/// Threads: thread-bound (network thread).
class Outgoing {
public:
    enum class Progress { Done, More, Failed };

    /// \param withBody  false: HEAD
    Outgoing(std::string head, Body body, bool withBody);

    /// Writes until the wire is congested, the body is through or kTurn bytes went out.
    /// \param scratch  room of at least kPiece bytes, shared by all connections of the thread
    [[nodiscard]] Progress write(Wire& wire, std::vector<std::byte>& scratch);

    static constexpr std::size_t kPiece = 64 * 1024;  ///< per write
    static constexpr std::size_t kFirst = 64 * 1024;  ///< head + beginning of the body
    static constexpr std::size_t kTurn = 512 * 1024;  ///< before other connections get their turn

private:
    [[nodiscard]] std::span<const std::byte> piece(std::size_t longest, std::vector<std::byte>& scratch,
                                                   std::size_t used);
    [[nodiscard]] bool writeFirst(Wire& wire, std::vector<std::byte>& scratch);

    std::string head_;
    Body body_;
    std::uint64_t size_ = 0;
    std::uint64_t sent_ = 0;  // of the body
};

}  // namespace tsudoi::signaling
