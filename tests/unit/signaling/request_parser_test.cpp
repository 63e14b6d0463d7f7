// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/request_parser.h"

#include <doctest/doctest.h>

#include <string>

namespace tsudoi::signaling {

namespace {

/// \return 0: complete, -1: more is needed, else the refusing status
int statusOf(const std::string& text) {
    const auto result = parseHead(text);
    if (const auto* const bad = std::get_if<HeadBad>(&result)) {
        return bad->status;
    }
    return std::holds_alternative<HeadDone>(result) ? 0 : -1;
}

HttpRequest requestOf(const std::string& text) {
    auto result = parseHead(text);
    REQUIRE(std::holds_alternative<HeadDone>(result));
    return std::get<HeadDone>(result).request;
}

std::string withField(const std::string& field) {
    return "POST /a HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n";
}

}  // namespace

TEST_CASE("a usual request is read") {
    const std::string text =
        "GET /media/demo/a%2Db.m4s?_HLS_msn=3 HTTP/1.1\r\nHost: x\r\nCOOKIE:  a=b \r\nAccept-Encoding: gzip, "
        "br\r\n\r\nnext";
    const auto result = std::get<HeadDone>(parseHead(text));
    CHECK(result.consumed == text.size() - 4);
    CHECK(result.request.method == Method::Get);
    CHECK(result.request.path == "/media/demo/a-b.m4s");
    CHECK(result.request.query == "_HLS_msn=3");
    CHECK(result.request.header("cookie") == "a=b");
    CHECK(result.request.header("missing").empty());
    CHECK(result.request.keepAlive);
}

TEST_CASE("a head is incomplete at every byte before its end") {
    const std::string text = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    for (std::size_t length = 0; length < text.size(); ++length) {
        CHECK(statusOf(text.substr(0, length)) == -1);
    }
    CHECK(statusOf(text) == 0);
    CHECK(statusOf("\r\n" + text) == 0);
}

TEST_CASE("how long the connection lives") {
    CHECK_FALSE(requestOf("GET / HTTP/1.1\r\nHost: x\r\nConnection: foo, Close\r\n\r\n").keepAlive);
    CHECK_FALSE(requestOf("GET / HTTP/1.0\r\n\r\n").keepAlive);
    CHECK(requestOf("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").keepAlive);
}

TEST_CASE("an unknown method is read, so that it can be answered") {
    CHECK(requestOf("BREW / HTTP/1.1\r\nHost: x\r\n\r\n").method == Method::Other);
    CHECK(requestOf("get / HTTP/1.1\r\nHost: x\r\n\r\n").method == Method::Other);
}

TEST_CASE("targets that are no clean path are refused") {
    for (const char* target : {"", "a", "*", "//a", "/../a", "/a/..", "/./a", "/a//b", "/%2e%2e/a", "/a%2f..%2fb",
                               "/a%00b", "/a%0d%0ab", "/a%", "/a%4", "/a%zz", "/a\\b", "/a%5cb", "/\x80", "/%c3%a9"}) {
        CAPTURE(target);
        CHECK(statusOf(std::string("GET ") + target + " HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
    }
    CHECK(requestOf("GET http://x.example/a?b HTTP/1.1\r\nHost: x\r\n\r\n").path == "/a");
    CHECK(requestOf("GET /a/ HTTP/1.1\r\nHost: x\r\n\r\n").path == "/a/");
}

TEST_CASE("broken request lines and versions") {
    CHECK(statusOf("GET /\r\nHost: x\r\n\r\n") == 400);
    CHECK(statusOf("GET  / HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
    CHECK(statusOf("GET / HTTP/1.1 \r\nHost: x\r\n\r\n") == 505);
    CHECK(statusOf("GET / HTTP/2.0\r\nHost: x\r\n\r\n") == 505);
    CHECK(statusOf("GET / FTP/1.1\r\nHost: x\r\n\r\n") == 400);
    CHECK(statusOf(std::string("\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 11)) == 400);
}

TEST_CASE("what two parsers could read differently is refused") {
    CHECK(statusOf(withField("Transfer-Encoding: chunked")) == 501);
    CHECK(statusOf(withField("Content-Length: 1\r\nContent-Length: 1")) == 400);
    for (const char* length : {"", "-1", "+1", "1 1", "0x1", "1,1", "99999999999999999999999"}) {
        CAPTURE(length);
        CHECK(statusOf(withField(std::string("Content-Length: ") + length)) == 400);
    }
    CHECK(statusOf(withField("A : b")) == 400);
    CHECK(statusOf(withField(" folded")) == 400);
    CHECK(statusOf(withField("A: b\n c")) == 400);
    CHECK(statusOf(withField(std::string("A: b\0c", 6))) == 400);
    CHECK(statusOf(withField("A: b\rc")) == 400);
    CHECK(statusOf(withField(": b")) == 400);
    CHECK(statusOf(withField("no colon")) == 400);
}

TEST_CASE("one Host field, no more and no less") {
    CHECK(statusOf("GET / HTTP/1.1\r\n\r\n") == 400);
    CHECK(statusOf("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == 400);
    CHECK(statusOf("GET / HTTP/1.0\r\n\r\n") == 0);
}

TEST_CASE("limits hold before the head is complete") {
    CHECK(statusOf("GET /" + std::string(5000, 'a')) == 414);
    CHECK(statusOf("GET /" + std::string(4096, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n") == 414);
    CHECK(statusOf("GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(20000, 'a')) == 431);
    std::string many = "GET / HTTP/1.1\r\nHost: x\r\n";
    for (int i = 0; i < 65; ++i) {
        many += "a: b\r\n";
    }
    CHECK(statusOf(many + "\r\n") == 431);
}

}  // namespace tsudoi::signaling
