// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/crypto.h"

#include <doctest/doctest.h>

#include <string>

namespace tsudoi::signaling {

TEST_CASE("keys are hashed with SHA-256") {
    const OpenSslCrypto crypto;
    const auto hash = crypto.hashKey("abc");
    CHECK(std::to_integer<int>(hash.bytes[0]) == 0xba);
    CHECK(std::to_integer<int>(hash.bytes[31]) == 0xad);
    CHECK(crypto.hashKey("abc") == hash);
    CHECK(crypto.hashKey("abd") != hash);
}

TEST_CASE("a password matches its own text only, and no two texts are alike") {
    const OpenSslCrypto crypto;
    const auto text = crypto.hashPassword("正しい password");
    CHECK(text.starts_with("scrypt$32768$8$1$"));
    CHECK(crypto.passwordMatches("正しい password", text));
    CHECK_FALSE(crypto.passwordMatches("wrong", text));
    CHECK_FALSE(crypto.passwordMatches("", text));
    CHECK(crypto.hashPassword("正しい password") != text);
}

TEST_CASE("texts that are no password hash match nothing") {
    const OpenSslCrypto crypto;
    for (const char* text :
         {"", "scrypt", "scrypt$32768$8$1$$", "scrypt$99999999$8$1$AAAA$AAAA", "plain$1$1$1$AAAA$AAAA",
          "scrypt$32768$8$1$!!!!$AAAA", "scrypt$3$8$1$AAAA$AAAA", "scrypt$32768$8$x$AAAA$AAAA"}) {
        CAPTURE(text);
        CHECK_FALSE(crypto.passwordMatches("", text));
    }
}

TEST_CASE("comparison without a shortcut") {
    CHECK(equalInConstantTime("same", "same"));
    CHECK_FALSE(equalInConstantTime("same", "sama"));
    CHECK_FALSE(equalInConstantTime("same", "longer"));
    CHECK(equalInConstantTime("", ""));
}

}  // namespace tsudoi::signaling
