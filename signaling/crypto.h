// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/ports.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tsudoi::signaling {

/// SHA-256 for keys, scrypt for passwords, through OpenSSL.
///
/// Password text: "scrypt$N$r$p$salt$hash", salt and hash base64. New ones use N = 2^15, r = 8, p = 1 (32 MiB); older
/// parameters are still understood, up to kMaxCost. Threads: thread-safe.
class OpenSslCrypto final : public seminar::Crypto {
public:
    OpenSslCrypto();
    ~OpenSslCrypto() override;
    OpenSslCrypto(const OpenSslCrypto&) = delete;
    OpenSslCrypto& operator=(const OpenSslCrypto&) = delete;

    [[nodiscard]] seminar::KeyHash hashKey(std::string_view key) const override;
    [[nodiscard]] std::string hashPassword(std::string_view password) const override;
    [[nodiscard]] bool passwordMatches(std::string_view password, std::string_view hash) const override;

    static constexpr std::uint64_t kCost = std::uint64_t{1} << 15U;
    static constexpr std::uint64_t kMaxCost = std::uint64_t{1} << 17U;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// \return SHA-1 as raw bytes; only for the WebSocket handshake, which demands it (RFC 6455 4.2.2)
[[nodiscard]] std::string sha1(std::string_view text);
/// \return HMAC-SHA-1 as raw bytes; only for TURN credentials, which demand it
[[nodiscard]] std::string hmacSha1(std::string_view key, std::string_view text);
/// Takes the same time wherever the texts differ; lengths are no secret.
[[nodiscard]] bool equalInConstantTime(std::string_view left, std::string_view right) noexcept;

}  // namespace tsudoi::signaling
