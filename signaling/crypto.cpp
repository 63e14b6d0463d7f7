// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/crypto.h"

#include "base/check.h"
#include "base/random.h"
#include "signaling/http_text.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <vector>

namespace tsudoi::signaling {

namespace {

struct DigestDeleter {
    void operator()(EVP_MD* digest) const noexcept { EVP_MD_free(digest); }
};
using Digest = std::unique_ptr<EVP_MD, DigestDeleter>;

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashBytes = 32;
constexpr std::uint64_t kBlock = 8;
constexpr std::uint64_t kParallel = 1;

struct ScryptText {
    std::uint64_t cost = 0;
    std::uint64_t block = 0;
    std::uint64_t parallel = 0;
    std::string salt;
    std::string hash;
};

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<std::string> fromBase64(std::string_view text) {
    if (text.empty() || text.size() % 4 != 0 || text.size() > 256) {
        return std::nullopt;
    }
    std::string bytes(text.size() / 4 * 3, '\0');
    const int length =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    if (length < 0) {
        return std::nullopt;
    }
    const auto padding = static_cast<std::size_t>(std::ranges::count(text, '='));
    bytes.resize(bytes.size() - std::min<std::size_t>(padding, 2));
    return bytes;
}

std::optional<ScryptText> parse(std::string_view text) {
    std::array<std::string_view, 6> parts;
    for (auto& part : parts) {
        const auto end = text.find('$');
        part = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    const auto cost = number(parts[1]);
    const auto block = number(parts[2]);
    const auto parallel = number(parts[3]);
    auto salt = fromBase64(parts[4]);
    auto hash = fromBase64(parts[5]);
    const bool whole = parts[0] == "scrypt" && cost && block && parallel && salt && hash;
    if (!whole || *cost > OpenSslCrypto::kMaxCost || *block > kBlock || *parallel > 4) {
        return std::nullopt;
    }
    return ScryptText{*cost, *block, *parallel, std::move(*salt), std::move(*hash)};
}

std::optional<std::string> scrypt(std::string_view password, const ScryptText& parameters) {
    constexpr std::uint64_t kMaxMemory = std::uint64_t{256} << 20U;
    std::string out(kHashBytes, '\0');
    const int ok =
        EVP_PBE_scrypt(password.data(), password.size(), reinterpret_cast<const unsigned char*>(parameters.salt.data()),
                       parameters.salt.size(), parameters.cost, parameters.block, parameters.parallel, kMaxMemory,
                       reinterpret_cast<unsigned char*>(out.data()), out.size());
    return ok == 1 ? std::optional(out) : std::nullopt;
}

}  // namespace

struct OpenSslCrypto::Impl {
    Digest sha256{EVP_MD_fetch(nullptr, "SHA256", nullptr)};  // fetched once: looking it up costs more than hashing
};

OpenSslCrypto::OpenSslCrypto() : impl_(std::make_unique<Impl>()) {
    TSUDOI_CHECK(impl_->sha256 != nullptr);
}

OpenSslCrypto::~OpenSslCrypto() = default;

seminar::KeyHash OpenSslCrypto::hashKey(std::string_view key) const {
    seminar::KeyHash hash;
    unsigned int length = 0;
    const int ok = EVP_Digest(key.data(), key.size(), reinterpret_cast<unsigned char*>(hash.bytes.data()), &length,
                              impl_->sha256.get(), nullptr);
    TSUDOI_CHECK(ok == 1 && length == hash.bytes.size());
    return hash;
}

std::string OpenSslCrypto::hashPassword(std::string_view password) const {
    ScryptText parameters{kCost, kBlock, kParallel, std::string(kSaltBytes, '\0'), {}};
    randomBytes(std::as_writable_bytes(std::span(parameters.salt)));
    const auto hash = scrypt(password, parameters);
    TSUDOI_CHECK(hash.has_value());
    return "scrypt$" + std::to_string(kCost) + "$" + std::to_string(kBlock) + "$" + std::to_string(kParallel) + "$" +
           base64(parameters.salt) + "$" + base64(*hash);
}

bool OpenSslCrypto::passwordMatches(std::string_view password, std::string_view hash) const {
    const auto parameters = parse(hash);
    if (!parameters) {
        return false;
    }
    const auto computed = scrypt(password, *parameters);
    return computed && equalInConstantTime(*computed, parameters->hash);
}

std::string hmacSha1(std::string_view key, std::string_view text) {
    std::string bytes(EVP_MAX_MD_SIZE, '\0');
    unsigned length = 0;
    const unsigned char* made =
        HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
             text.size(), reinterpret_cast<unsigned char*>(bytes.data()), &length);
    TSUDOI_CHECK(made != nullptr);
    bytes.resize(length);
    return bytes;
}

std::string sha1(std::string_view text) {
    std::string out(20, '\0');
    unsigned int length = 0;
    const int ok = EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(out.data()), &length,
                              EVP_sha1(), nullptr);
    TSUDOI_CHECK(ok == 1 && length == out.size());
    return out;
}

bool equalInConstantTime(std::string_view left, std::string_view right) noexcept {
    return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace tsudoi::signaling
