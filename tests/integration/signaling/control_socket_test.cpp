// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/masked_frame.h"
#include "tests/support/server_rig.h"

#include <doctest/doctest.h>

namespace tsudoi::test {

namespace {

const std::string kUpgrade =
    "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: tsudoi.v1\r\n";

struct Received {
    int opcode = 0;
    std::string payload;
};

std::optional<Received> receive(WebClient& client) {
    const auto head = client.take(2);
    if (!head) {
        return std::nullopt;
    }
    std::size_t length = static_cast<unsigned char>((*head)[1]);
    const std::size_t extra = length == 126 ? 2 : length == 127 ? 8 : 0;
    if (extra > 0) {
        length = 0;
        const std::string bytes = client.take(extra).value();
        for (const char c : bytes) {
            length = length << 8 | static_cast<unsigned char>(c);
        }
    }
    return Received{static_cast<unsigned char>((*head)[0]) & 0x0f, client.take(length).value()};
}

int closeCode(const Received& received) {
    return received.opcode == 8 && received.payload.size() >= 2
               ? static_cast<unsigned char>(received.payload[0]) * 256 + static_cast<unsigned char>(received.payload[1])
               : -1;
}

void open(WebClient& client, const std::string& fields = {}) {
    client.request("GET", "/control", kUpgrade + fields);
    const auto answer = client.answer();
    REQUIRE(answer);
    REQUIRE(answer->status == 101);
    CHECK(answer->fields.at("sec-websocket-accept") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    CHECK(answer->fields.at("sec-websocket-protocol") == "tsudoi.v1");
}

}  // namespace

TEST_CASE("messages go both ways; the handler hears open, message, close with the session") {
    ServerRig rig;
    {
        WebClient client(rig.port());
        open(client, rig.signIn());
        client.send(maskedFrame(1, "こんにちは"));
        CHECK(receive(client)->payload == "こんにちは");
        client.send(maskedFrame(9, "are you there"));
        const auto pong = receive(client);
        CHECK(pong->opcode == 10);
        CHECK(pong->payload == "are you there");
        client.send(maskedFrame(1, std::string(60000, 'x')));
        CHECK(receive(client)->payload.size() == 60000);
    }
    CHECK(eventually([&] { return rig.handler.state.with([](auto& now) { return now.closed == 1; }); }));
    CHECK(rig.handler.state.copy().names == std::vector<std::string>{"鈴木"});
}

TEST_CASE("a socket without a session opens; one from another site does not") {
    ServerRig rig;
    WebClient stranger(rig.port());
    open(stranger, "Origin: http://127.0.0.1\r\n");
    CHECK(eventually([&] { return rig.handler.state.copy().names == std::vector<std::string>{""}; }));
    WebClient foreign(rig.port());
    foreign.request("GET", "/control", kUpgrade + "Origin: https://evil.example\r\n");
    CHECK(foreign.answer()->status == 403);
    WebClient plain(rig.port());
    CHECK(plain.get("/control")->status == 426);
}

TEST_CASE("a message over the limit ends the connection with 1009") {
    ServerRig rig;
    WebClient client(rig.port());
    open(client);
    client.send(maskedFrame(1, std::string(70000, 'x')).substr(0, 1000));
    CHECK(closeCode(*receive(client)) == 1009);
    CHECK(client.ended());
}

TEST_CASE("broken frames end the connection with the code that fits") {
    ServerRig rig;
    const auto codeFor = [&](const std::string& bytes) {
        WebClient client(rig.port());
        open(client);
        client.send(bytes);
        return closeCode(*receive(client));
    };
    CHECK(codeFor("\x81\x05hello") == 1002);             // not masked
    CHECK(codeFor(maskedFrame(1, "\xc3\x28")) == 1007);  // not UTF-8
    CHECK(codeFor(maskedFrame(2, "binary")) == 1003);
    CHECK(codeFor(maskedFrame(8, "")) == 1000);
    CHECK(codeFor(maskedFrame(0, "continues nothing")) == 1002);
}

TEST_CASE("a flood of messages ends the connection") {
    ServerRig rig;
    WebClient client(rig.port());
    open(client);
    std::string flood;
    for (int i = 0; i < 3000; ++i) {
        flood += maskedFrame(1, "m");
    }
    client.send(flood);
    int code = -1;
    while (const auto received = receive(client)) {
        code = received->opcode == 8 ? closeCode(*received) : code;
    }
    CHECK(code == 4000);
}

TEST_CASE("of pictures for a slow reader only the newest per slot stay") {
    ServerRig rig;
    rig.handler.onMessage = [&](signaling::ConnectionId id, const std::string&) {
        for (int i = 0; i < 500; ++i) {
            rig.handler.sender->sendNewestBinary(id, "programme", "P" + std::to_string(i) + ";",
                                                 SharedBytes(Bytes(100000)));
        }
        rig.handler.sender->sendText(id, std::make_shared<const std::string>("end"));
    };
    WebClient client(rig.port());
    open(client);
    client.send(maskedFrame(1, "go"));
    int pictures = 0;
    std::string last;
    bool ended = false;
    while (!ended || last.find("P499;") != 0) {
        const auto received = receive(client);
        REQUIRE(received);
        ended = ended || received->payload == "end";
        if (received->opcode == 2) {
            ++pictures;
            last = received->payload.substr(0, 8);
        }
    }
    CHECK(pictures < 500);
}

TEST_CASE("a slow reader of a stream loses frames, but never one between two that it gets") {
    constexpr int kFrames = 400;
    constexpr int kKeyEvery = 20;
    ServerRig rig;
    const auto send = [&](signaling::ConnectionId id, int number) {
        rig.handler.sender->sendStream(id, std::to_string(number) + ";", SharedBytes(Bytes(30000)),
                                       number % kKeyEvery == 0);
    };
    rig.handler.onMessage = [&](signaling::ConnectionId id, const std::string& text) {
        for (int i = 0; text == "go" && i < kFrames; ++i) {
            send(id, i);
        }
        if (text == "and now that it has read everything") {
            send(id, kFrames);
        }
        rig.handler.sender->sendText(id, std::make_shared<const std::string>("end"));
    };
    WebClient client(rig.port());
    open(client);
    client.send(maskedFrame(1, "go"));
    std::vector<int> frames;
    while (frames.empty() || frames.back() < kFrames) {
        const auto received = receive(client);
        REQUIRE(received);
        if (received->opcode == 2) {
            frames.push_back(std::stoi(received->payload));
        } else if (received->payload == "end") {
            client.send(maskedFrame(1, "and now that it has read everything"));
        }
    }
    CHECK(frames.size() < kFrames);
    for (std::size_t i = 1; i < frames.size(); ++i) {
        CHECK((frames[i] == frames[i - 1] + 1 || frames[i] % kKeyEvery == 0));
    }
}

TEST_CASE("a reader that takes nothing is disconnected, not remembered") {
    ServerRig rig;
    rig.handler.onMessage = [&](signaling::ConnectionId id, const std::string&) {
        const auto text = std::make_shared<const std::string>(std::string(200000, 'x'));
        for (int i = 0; i < 200; ++i) {
            rig.handler.sender->sendText(id, text);
        }
    };
    WebClient client(rig.port());
    open(client);
    client.send(maskedFrame(1, "go"));
    CHECK(eventually([&] { return rig.handler.state.with([](auto& now) { return now.closed == 1; }); }));
}

TEST_CASE("a server that stops says so on its sockets") {
    ServerRig rig;
    WebClient client(rig.port());
    open(client);
    rig.onControl([&] { rig.server->stop(); });
    CHECK(closeCode(*receive(client)) == 1001);
    CHECK(client.ended());
}

}  // namespace tsudoi::test
