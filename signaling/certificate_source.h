// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "signaling/tls.h"

#include <filesystem>
#include <memory>
#include <string>

namespace tsudoi::signaling {

/// The certificate files and what was last read from them.
///
/// Threads: thread-bound (one at a time: first the control thread, then the acceptor's).
class CertificateSource {
public:
    /// \error InvalidArgument: see TlsSecrets::load
    [[nodiscard]] static Result<std::unique_ptr<CertificateSource>> open(std::filesystem::path certificate,
                                                                         std::filesystem::path key);

    [[nodiscard]] const std::shared_ptr<const TlsSecrets>& current() const noexcept { return secrets_; }
    /// Looks whether the files changed and fit together again. Half-written or wrong ones are told once and the old
    /// certificate stays. \return true: current() is new
    [[nodiscard]] bool refresh();

private:
    CertificateSource(std::filesystem::path certificate, std::filesystem::path key);
    [[nodiscard]] std::string fingerprint() const;

    std::filesystem::path certificate_;
    std::filesystem::path key_;
    std::string seen_;
    std::shared_ptr<const TlsSecrets> secrets_;
};

}  // namespace tsudoi::signaling
