// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/http_connection.h"

#include "tests/support/fake_crypto.h"
#include "tests/support/fake_wire.h"
#include "tests/support/manual_executor.h"

#include <doctest/doctest.h>

#include <string>

namespace tsudoi::signaling {

namespace {

using namespace std::chrono_literals;

struct NoAccess final : seminar::AccessCheck {
    seminar::MediaAccess mediaAccess(const seminar::KeyHash&, const SeminarId&) const override { return access; }
    std::optional<seminar::Session> session(const seminar::KeyHash&) const override { return std::nullopt; }
    seminar::MediaAccess access = seminar::MediaAccess::Allowed;
};

struct OneShelf final : seminar::MediaShelf {
    seminar::MediaReply read(const seminar::MediaRequest&) const override { return reply; }
    void onPublished(std::function<void()>) override {}
    seminar::MediaReply reply;
};

struct SlowGate final : SessionGate {
    void enter(seminar::EntryRequest, std::function<void(Result<seminar::Entry>)> done) override {
        waiting = std::move(done);
    }
    void leave(const seminar::KeyHash&) override {}
    std::function<void(Result<seminar::Entry>)> waiting;
};

/// A connection without a network below it.
struct Rig {
    Rig() {
        shelf.reply.kind = seminar::MediaReply::Kind::Ready;
        shelf.reply.body.body = SharedBytes(Bytes(1'000'000));
        shelf.reply.body.contentType = "video/mp4";
    }
    void feed(std::string_view bytes) { connection->received(bytes, now); }
    void pass(std::chrono::seconds time) {
        now += time;
        connection->sweep(now);
    }
    int answers() const {
        int count = 0;
        for (std::size_t at = 0; (at = wire.out.find("HTTP/1.1 ", at)) != std::string::npos; ++at) {
            ++count;
        }
        return count;
    }

    tests::FakeCrypto crypto;
    tests::ManualExecutor control;
    NoAccess access;
    OneShelf shelf;
    SlowGate gate;
    HttpService service{{access, shelf, crypto, gate, control, {}, nullptr, nullptr, *StaticPages::load({}), "", ""}};
    test::FakeWire wire;
    std::vector<std::byte> scratch = std::vector<std::byte>(Outgoing::kPiece);
    SteadyClock::time_point now{1000s};
    std::uint64_t lateSerial = 0;
    std::unique_ptr<HttpConnection> connection =
        std::make_unique<HttpConnection>(wire,
                                         ConnectionHost{service,
                                                        {1},
                                                        {"192.0.2.1", false, false},
                                                        scratch,
                                                        [this](std::uint64_t serial) {
                                                            lateSerial = serial;
                                                            return Reply([this, serial](HttpResponse response) {
                                                                connection->replied(serial, std::move(response), now);
                                                            });
                                                        },
                                                        [](auto) {},
                                                        [](auto) {},
                                                        [] {
                                                        }},
                                         now);
};

constexpr std::string_view kHealth = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
constexpr std::string_view kPart = "GET /media/demo/1.m4s HTTP/1.1\r\nHost: x\r\n\r\n";

}  // namespace

TEST_CASE("a slow head is given up with 408, an idle connection without a word") {
    Rig slow;
    slow.feed("GET /healthz HT");
    slow.pass(9s);
    CHECK(slow.wire.out.empty());
    slow.pass(2s);
    CHECK(slow.wire.out.starts_with("HTTP/1.1 408 "));
    CHECK(slow.wire.ended);
    Rig idle;
    idle.feed(kHealth);
    idle.pass(70s);
    CHECK_FALSE(idle.wire.killed);
    idle.pass(10s);
    CHECK(idle.wire.killed);
    CHECK(idle.answers() == 1);
}

TEST_CASE("dripping single bytes does not move the deadline") {
    Rig rig;
    for (int i = 0; i < 12; ++i) {
        rig.feed("G");
        rig.pass(1s);
    }
    CHECK(rig.wire.out.starts_with("HTTP/1.1 408 "));
}

TEST_CASE("a peer that takes nothing is dropped in the end") {
    Rig rig;
    rig.wire.room = 100'000;
    rig.feed(kPart);
    CHECK(rig.wire.wanted);
    rig.pass(59s);
    CHECK_FALSE(rig.wire.killed);
    rig.pass(2s);
    CHECK(rig.wire.killed);
}

TEST_CASE("a large body goes out as the wire has room, then the next request") {
    Rig rig;
    rig.wire.room = 200'000;
    rig.feed(kPart);
    rig.feed(kHealth);
    CHECK(rig.answers() == 1);
    rig.wire.room = std::string::npos;
    rig.wire.full = false;
    for (int i = 0; i < 10; ++i) {
        rig.connection->writable(rig.now);
    }
    CHECK(rig.answers() == 2);
    CHECK(rig.wire.out.size() > 1'000'000);
    CHECK(rig.wire.out.ends_with("ok\n"));
}

TEST_CASE("requests far ahead stop the reading until there is room") {
    Rig rig;
    rig.wire.room = 10'000;
    rig.feed(kPart);
    for (int i = 0; i < 3000; ++i) {
        rig.feed(kHealth);
    }
    CHECK(rig.wire.paused);
    rig.wire.room = std::string::npos;
    rig.wire.full = false;
    for (int i = 0; i < 10; ++i) {
        rig.connection->writable(rig.now);
    }
    CHECK_FALSE(rig.wire.paused);
    CHECK(rig.answers() == 3001);
}

TEST_CASE("a body over the limit is refused before it arrives") {
    Rig rig;
    rig.feed("POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 4097\r\n\r\n");
    CHECK(rig.wire.out.starts_with("HTTP/1.1 413 "));
    CHECK(rig.wire.ended);
    Rig page;
    page.feed("POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabc");
    CHECK(page.wire.out.starts_with("HTTP/1.1 405 "));
    CHECK(page.wire.out.find("allow: GET, HEAD\r\n") != std::string::npos);
    CHECK(page.wire.ended);
}

TEST_CASE("100-continue is given only to a body that will be taken") {
    Rig rig;
    rig.feed(
        "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
        "Expect: 100-continue\r\n\r\n");
    CHECK(rig.wire.out == "HTTP/1.1 100 Continue\r\n\r\n");
    rig.feed("{}");
    CHECK(rig.wire.out.find("HTTP/1.1 400 ") != std::string::npos);
}

TEST_CASE("an answer that comes after the time-out is dropped") {
    Rig rig;
    const std::string body = R"({"key":"0123456789abcdefghijkl"})";
    rig.feed("POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " +
             std::to_string(body.size()) + "\r\n\r\n" + body);
    rig.control.run();
    REQUIRE(rig.gate.waiting);
    CHECK(rig.wire.out.empty());
    rig.pass(31s);
    CHECK(rig.wire.out.starts_with("HTTP/1.1 503 "));
    rig.gate.waiting(fail(ErrorCode::NotAllowed, "no"));
    CHECK(rig.answers() == 1);
}

TEST_CASE("a connection whose wire is lost asks to be closed") {
    Rig rig;
    rig.wire.lost = true;
    rig.feed(kHealth);
    CHECK(rig.wire.killed);
}

TEST_CASE("every answer carries the security fields and a length") {
    Rig rig;
    rig.feed("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
    for (const char* field : {"content-security-policy: default-src 'none';", "frame-ancestors 'none'",
                              "referrer-policy: no-referrer\r\n", "x-content-type-options: nosniff\r\n",
                              "content-length: ", "date: ", "cross-origin-opener-policy: same-origin"}) {
        CAPTURE(field);
        CHECK(rig.wire.out.find(field) != std::string::npos);
    }
    CHECK(rig.wire.out.find("unsafe-") == std::string::npos);
    CHECK(rig.wire.out.find("strict-transport") == std::string::npos);
}

TEST_CASE("going away lets what is being sent finish and nothing else begin") {
    Rig rig;
    rig.wire.room = 50'000;
    rig.feed(kPart);
    rig.feed(kHealth);
    rig.connection->goAway(rig.now);
    rig.wire.room = std::string::npos;
    rig.wire.full = false;
    for (int i = 0; i < 10; ++i) {
        rig.connection->writable(rig.now);
    }
    CHECK(rig.answers() == 1);
    CHECK(rig.wire.out.size() > 1'000'000);
    CHECK(rig.wire.ended);
}

TEST_CASE("health says so when the control thread does not come to its work") {
    Rig rig;
    const auto ask = [&rig] {
        rig.wire.out.clear();
        rig.feed(kHealth);
        return rig.wire.out.substr(0, 12);
    };
    CHECK(ask() == "HTTP/1.1 200");
    rig.now += 4s;
    CHECK(ask() == "HTTP/1.1 200");
    rig.now += 4s;
    CHECK(ask() == "HTTP/1.1 503");
    rig.control.run();
    CHECK(ask() == "HTTP/1.1 200");
}

}  // namespace tsudoi::signaling
