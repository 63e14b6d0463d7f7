// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace tsudoi::signaling {

/// The byte stream under a connection, TLS or not. Its owner tells the connection what happens.
///
/// Threads: thread-bound (the network thread of the connection).
class Wire {
public:
    virtual ~Wire() = default;

    /// Takes all bytes: what the kernel has no room for is kept and sent later.
    /// \return false: the connection is lost
    [[nodiscard]] virtual bool write(std::span<const std::byte> bytes) = 0;
    /// Something is still kept. Write no more until writable() comes.
    [[nodiscard]] virtual bool congested() const = 0;
    /// Asks for one call of the connection's writable().
    virtual void wantWritable() = 0;
    /// While paused no bytes are taken from the peer.
    virtual void pauseReading(bool paused) = 0;
    /// Tells the peer that nothing more comes; reading goes on.
    virtual void endOfStream() = 0;
    /// Ends the connection soon (not inside this call).
    virtual void kill() = 0;

protected:
    Wire() = default;
    Wire(const Wire&) = default;
    Wire& operator=(const Wire&) = default;
};

}  // namespace tsudoi::signaling
