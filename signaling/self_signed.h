// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tsudoi::signaling {

/// Where the self-signed certificate lies.
struct SelfSignedFiles {
    std::filesystem::path certificate;
    std::filesystem::path key;
};

/// Makes an ECDSA P-256 certificate in \p directory unless there is one already. ECDSA, because RSA handshakes dominate
/// the load when many viewers arrive at once.
/// \param hosts  names and addresses for it; localhost, 127.0.0.1, ::1 and this machine's name are always in it
/// \error Io: the directory cannot be written
[[nodiscard]] Result<SelfSignedFiles> selfSigned(const std::filesystem::path& directory,
                                                 const std::vector<std::string>& hosts);

/// \return the host of "scheme://host[:port][/…]" without brackets; empty: none
[[nodiscard]] std::string hostOf(std::string_view url);

}  // namespace tsudoi::signaling
