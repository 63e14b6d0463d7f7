// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_socket.h"

#include "tests/support/fake_wire.h"
#include "tests/support/masked_frame.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace std::chrono_literals;
using tsudoi::signaling::ControlSocket;
using tsudoi::signaling::SteadyClock;
using tsudoi::test::maskedFrame;

namespace {

constexpr int kText = 1;

struct Rig {
    tsudoi::test::FakeWire wire;
    std::vector<std::string> received;
    SteadyClock::time_point now{};
    ControlSocket socket{wire, [this](std::string text) { received.push_back(std::move(text)); }, now};
};

}  // namespace

TEST_CASE("of a peer whose messages nobody looks at no more are read, until they were looked at") {
    Rig rig;
    for (std::size_t i = 0; i < ControlSocket::kMaxWaiting; ++i) {
        rig.socket.feed(maskedFrame(kText, "m"), rig.now);
    }
    CHECK_FALSE(rig.wire.paused);
    rig.socket.feed(maskedFrame(kText, "m"), rig.now);
    CHECK(rig.wire.paused);
    CHECK(rig.received.size() == ControlSocket::kMaxWaiting + 1);
    rig.socket.handled(1);
    CHECK_FALSE(rig.wire.paused);
}

TEST_CASE("large messages that wait count by their size") {
    Rig rig;
    const std::string large(60'000, 'x');
    rig.socket.feed(maskedFrame(kText, large), rig.now);
    rig.socket.feed(maskedFrame(kText, large), rig.now);
    CHECK_FALSE(rig.wire.paused);
    rig.socket.feed(maskedFrame(kText, large), rig.now);
    CHECK(rig.wire.paused);
    rig.socket.handled(large.size());
    CHECK_FALSE(rig.wire.paused);
}

TEST_CASE("a peer that we do not read is not taken for dead") {
    Rig rig;
    for (std::size_t i = 0; i <= ControlSocket::kMaxWaiting; ++i) {
        rig.socket.feed(maskedFrame(kText, "m"), rig.now);
    }
    rig.socket.sweep(rig.now += ControlSocket::kDeadAfter + 1s);
    CHECK_FALSE(rig.wire.killed);
    for (std::size_t i = 0; i <= ControlSocket::kMaxWaiting; ++i) {
        rig.socket.handled(1);
    }
    rig.socket.sweep(rig.now += ControlSocket::kDeadAfter + 1s);
    CHECK(rig.wire.killed);
}

TEST_CASE("a flood of pings ends the connection") {
    Rig rig;
    constexpr int kPing = 9;
    std::string flood;
    for (int i = 0; i <= static_cast<int>(ControlSocket::kMessageRate.burst); ++i) {
        flood += maskedFrame(kPing, "");
    }
    rig.socket.feed(flood, rig.now);
    rig.wire.out.clear();
    rig.socket.writable();
    CHECK(rig.wire.ended);
}
