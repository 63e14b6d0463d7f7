// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace tsudoi {

/// Fills \p bytes from the kernel's generator (getrandom(2)). Threads: thread-safe.
void randomBytes(std::span<std::byte> bytes);

/// \return \p byteCount random bytes as base64url without padding (RFC 4648 section 5)
[[nodiscard]] std::string randomText(std::size_t byteCount);

/// \return bytes as lower-case hex digits
[[nodiscard]] std::string hexText(std::span<const std::byte> bytes);
/// \return random bytes as hexText(): fit for ids that stand in addresses
[[nodiscard]] std::string randomHex(std::size_t byteCount);

/// Random bits of every key and session cookie.
inline constexpr std::size_t kKeyBytes = 16;
[[nodiscard]] inline std::string randomKey() {
    return randomText(kKeyBytes);
}

}  // namespace tsudoi
