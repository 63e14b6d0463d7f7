// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/websocket.h"

#include <doctest/doctest.h>

#include <string>

namespace tsudoi::signaling {

namespace {

std::string frame(unsigned first, const std::string& payload) {
    std::string out{static_cast<char>(first), static_cast<char>(0x80U | payload.size())};
    out.append("\x01\x02\x03\x04");
    for (std::size_t i = 0; i < payload.size(); ++i) {
        out.push_back(static_cast<char>(payload[i] ^ static_cast<char>(i % 4 + 1)));
    }
    return out;
}

std::string textOf(const SocketMessage& message) {
    const auto* const text = std::get_if<TextMessage>(&message);
    return text != nullptr ? text->text : "not a text";
}

int brokenWith(const std::string& bytes) {
    WebSocketReader reader(100);
    const auto messages = reader.feed(bytes);
    const auto* const broken = messages.empty() ? nullptr : std::get_if<BrokenStream>(&messages.back());
    return broken != nullptr ? broken->code : 0;
}

}  // namespace

TEST_CASE("the example key of the standard") {
    CHECK(acceptKey("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    CHECK_FALSE(acceptKey("short"));
    CHECK_FALSE(acceptKey(""));
}

TEST_CASE("frame heads in their three sizes") {
    CHECK(frameHead(Opcode::Text, 125) == std::string("\x81\x7d"));
    CHECK(frameHead(Opcode::Binary, 126) == std::string("\x82\x7e\x00\x7e", 4));
    CHECK(frameHead(Opcode::Text, 65536) == std::string("\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00", 10));
    CHECK(closeFrame(1000, "bye") == std::string("\x88\x05\x03\xe8") + "bye");
    CHECK(closeFrame(1000, std::string(500, 'x')).size() == 127);
    CHECK(closeFrame(1000, std::string(122, 'x') + "あ").size() == 2 + 2 + 122);
}

TEST_CASE("messages come out whole, however the bytes arrive") {
    const std::string bytes = frame(0x01, "Hel") + frame(0x89, "ping") + frame(0x80, "lo") + frame(0x81, "");
    WebSocketReader reader(100);
    std::vector<SocketMessage> all;
    for (const char c : bytes) {
        for (auto& message : reader.feed(std::string_view(&c, 1))) {
            all.push_back(std::move(message));
        }
    }
    REQUIRE(all.size() == 3);
    CHECK(std::get<PingMessage>(all[0]).payload == "ping");
    CHECK(textOf(all[1]) == "Hello");
    CHECK(textOf(all[2]).empty());
    WebSocketReader once(100);
    CHECK(once.feed(bytes).size() == 3);
}

TEST_CASE("broken streams and the codes they close with") {
    CHECK(brokenWith("\x81\x05hello") == 1002);
    CHECK(brokenWith(frame(0xc1, "x")) == 1002);
    CHECK(brokenWith(frame(0x80, "x")) == 1002);
    CHECK(brokenWith(frame(0x01, "x") + frame(0x81, "y")) == 1002);
    CHECK(brokenWith(frame(0x09, "unfinished ping")) == 1002);
    CHECK(brokenWith(frame(0x83, "x")) == 1002);
    CHECK(brokenWith(frame(0x82, "x")) == 1003);
    CHECK(brokenWith(frame(0x81, "\xff")) == 1007);
    CHECK(brokenWith(frame(0x81, std::string(101, 'x'))) == 1009);
    CHECK(brokenWith(frame(0x01, std::string(60, 'x')) + frame(0x80, std::string(60, 'x'))) == 1009);
    CHECK(brokenWith(std::string("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x02\x03\x04", 14)) == 1009);
    CHECK(brokenWith(frame(0x88, "\x03")) == 1002);
    CHECK(brokenWith(frame(0x88, "\x03\xed")) == 1002);  // 1005 must not be sent
}

TEST_CASE("after a close nothing is read any more") {
    WebSocketReader reader(100);
    const auto messages = reader.feed(frame(0x88, "\x03\xe8") + frame(0x81, "late"));
    REQUIRE(messages.size() == 1);
    CHECK(std::get<CloseMessage>(messages[0]).code == 1000);
    CHECK(reader.feed(frame(0x81, "later")).empty());
}

TEST_CASE("a message in endless pieces is refused, however small they are") {
    WebSocketReader reader(100);
    std::string pieces = frame(0x01, "");
    for (int i = 0; i < 1000; ++i) {
        pieces += frame(0x00, "");
    }
    CHECK(reader.feed(pieces).empty());
    const auto messages = reader.feed(pieces.substr(6));
    REQUIRE(messages.size() == 1);
    CHECK(std::get<BrokenStream>(messages[0]).code == 1009);
}

}  // namespace tsudoi::signaling
