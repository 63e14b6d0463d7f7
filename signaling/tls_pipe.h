// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

struct bio_st;
struct ssl_st;

namespace tsudoi::signaling {

/// The writing end of one connection, with or without TLS: takes everything, sends what the kernel has room for in one
/// system call and keeps the rest.
///
/// OpenSSL alone would make one system call, and one wake-up of the peer, per record of 16 KiB; four at once cost a
/// fifth less processor time per body (measured with 128 KiB over loopback).
/// Threads: thread-bound. Owns the kept bytes; the socket and the TLS object belong to the library below.
class TlsPipe {
public:
    TlsPipe() = default;
    ~TlsPipe();
    TlsPipe(const TlsPipe&) = delete;
    TlsPipe& operator=(const TlsPipe&) = delete;

    /// \param ssl  nullptr: no TLS; its handshake must be over \return false: the connection is lost
    [[nodiscard]] bool write(ssl_st* ssl, int socket, std::span<const std::byte> bytes);
    /// Tries again with what is kept. \return false: the connection is lost
    [[nodiscard]] bool flush(int socket);
    /// Sends close_notify, as far as there is room.
    void endTls(ssl_st* ssl, int socket);
    [[nodiscard]] bool empty() const noexcept { return kept_.empty(); }

private:
    [[nodiscard]] bool encrypt(ssl_st* ssl, std::span<const std::byte> bytes);
    [[nodiscard]] bool sendAndKeep(int socket, std::string_view bytes);
    void install(ssl_st* ssl);
    [[nodiscard]] static std::string& collected();
    static int collect(bio_st* bio, const char* data, int length) noexcept;

    std::string kept_;
    bio_st* bio_ = nullptr;    // owned by the TLS object
    bool collecting_ = false;  // inside write()
};

}  // namespace tsudoi::signaling
