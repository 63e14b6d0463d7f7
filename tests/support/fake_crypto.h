// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/ports.h"

#include <atomic>
#include <functional>
#include <string>

namespace tsudoi::tests {

/// Keys and passwords that are quick to check and protect nothing.
class FakeCrypto final : public seminar::Crypto {
public:
    [[nodiscard]] seminar::KeyHash hashKey(std::string_view key) const override {
        seminar::KeyHash hash;
        std::size_t value = std::hash<std::string_view>{}(key);
        for (std::byte& byte : hash.bytes) {
            value = value * 6364136223846793005U + 1442695040888963407U;
            byte = static_cast<std::byte>(value >> 56U);
        }
        return hash;
    }
    [[nodiscard]] std::string hashPassword(std::string_view password) const override {
        ++slowCalls;
        return "hashed:" + std::string(password);
    }
    [[nodiscard]] bool passwordMatches(std::string_view password, std::string_view hash) const override {
        ++slowCalls;
        return hash == "hashed:" + std::string(password);
    }

    mutable std::atomic<int> slowCalls{0};
};

}  // namespace tsudoi::tests
