// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

struct ssl_ctx_st;

namespace tsudoi::signaling {

/// A certificate chain with its private key, checked to fit, ready to be used by any number of contexts.
///
/// Threads: thread-safe (immutable).
class TlsSecrets {
public:
    /// \error InvalidArgument: unreadable, no PEM, or the key does not belong to the certificate
    [[nodiscard]] static Result<std::shared_ptr<const TlsSecrets>> load(const std::filesystem::path& certificate,
                                                                        const std::filesystem::path& key);
    ~TlsSecrets();
    TlsSecrets(const TlsSecrets&) = delete;
    TlsSecrets& operator=(const TlsSecrets&) = delete;

    /// Puts chain and key into a context. Connections that exist keep what they have.
    [[nodiscard]] bool applyTo(ssl_ctx_st* context) const;

private:
    struct Impl;
    explicit TlsSecrets(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// TLS 1.2 or newer with forward secrecy, no renegotiation, no compression, session tickets under keys that all
/// contexts of this process share (so that a client that comes back to another thread resumes).
[[nodiscard]] bool hardenTls(ssl_ctx_st* context);

}  // namespace tsudoi::signaling
