// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/ice_servers.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::signaling;

TEST_CASE("browsers get the STUN servers, and credentials of a relay that end") {
    CHECK(iceServersFor({}, "yamada", {}).empty());
    const WallTime now{std::chrono::seconds(1'700'000'000)};
    const auto servers =
        iceServersFor({{"stun:stun.example:3478"}, {"turn:turn.example:3478"}, "north"}, "yamada", now);
    REQUIRE(servers.size() == 2);
    CHECK(servers[0].urls == std::vector<std::string>{"stun:stun.example:3478"});
    CHECK_FALSE(servers[0].credential.has_value());
    CHECK(servers[1].username == "1700043200:yamada");
    // printf %s 1700043200:yamada | openssl dgst -sha1 -hmac north -binary | base64
    CHECK(servers[1].credential == "K89zL22rbaotnuPQvYqVoN5oRUk=");
}
