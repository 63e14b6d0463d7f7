// SPDX-License-Identifier: GPL-3.0-or-later
#include "app_settings.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using app::iceOptions;

namespace {

config::Settings listening(const std::string& address) {
    config::Settings settings;
    settings.server.listenAddress = address;
    return settings;
}

}  // namespace

TEST_CASE("WebRTC is reached at the addresses of [ice], else where a server on loopback listens, else everywhere") {
    CHECK(iceOptions(listening("0.0.0.0")).localAddresses.empty());
    CHECK(iceOptions(listening("127.0.0.1")).localAddresses == std::vector<std::string>{"127.0.0.1"});
    auto settings = listening("127.0.0.1");
    settings.ice.emplace();
    CHECK(iceOptions(settings).localAddresses == std::vector<std::string>{"127.0.0.1"});
    CHECK(iceOptions(settings).stun.empty());
    settings.ice->interfaces = {"192.0.2.7"};
    settings.ice->stun = {"stun:stun.example.org:3478", "stun:other.example.org"};
    CHECK(iceOptions(settings).localAddresses == std::vector<std::string>{"192.0.2.7"});
    CHECK(iceOptions(settings).stun == "stun://stun.example.org:3478");
}
