// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"

#include "base/check.h"

#include <sys/random.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace tsudoi {

namespace {
constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr unsigned kBitsPerCharacter = 6;
constexpr unsigned kCharacterMask = 63;
}  // namespace

void randomBytes(std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t got = getrandom(bytes.data(), bytes.size(), 0);
        TSUDOI_CHECK(got > 0);
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
}

std::string randomText(std::size_t byteCount) {
    std::vector<std::byte> bytes(byteCount);
    randomBytes(bytes);
    std::string text;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const std::byte byte : bytes) {
        bits = (bits << 8U) | std::to_integer<std::uint32_t>(byte);
        count += 8;
        while (count >= kBitsPerCharacter) {
            count -= kBitsPerCharacter;
            text += kAlphabet[(bits >> count) & kCharacterMask];
        }
    }
    if (count > 0) {
        text += kAlphabet[(bits << (kBitsPerCharacter - count)) & kCharacterMask];
    }
    return text;
}

std::string hexText(std::span<const std::byte> bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const std::byte byte : bytes) {
        text += kDigits[std::to_integer<unsigned>(byte >> 4)];
        text += kDigits[std::to_integer<unsigned>(byte & std::byte{15})];
    }
    return text;
}

std::string randomHex(std::size_t byteCount) {
    std::vector<std::byte> bytes(byteCount);
    randomBytes(bytes);
    return hexText(bytes);
}

}  // namespace tsudoi
