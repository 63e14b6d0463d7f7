// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/server_rig.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace tsudoi::test {

namespace {

const std::string kJson = "Content-Type: application/json\r\n";
const std::string kGoodBody = std::string(R"({"key":")") + TableGate::kGoodKey + "\"}";

}  // namespace

TEST_CASE("a key opens the door: cookie, role, media; leaving closes it") {
    ServerRig rig;
    rig.shelf.set("index.m3u8", [](const auto&) { return readyBytes(5); });
    WebClient client(rig.port());
    CHECK(client.get("/api/session")->status == 401);
    const auto entered = client.post("/api/session", kJson, kGoodBody);
    REQUIRE(entered);
    CHECK(entered->status == 200);
    const auto body = nlohmann::json::parse(entered->body);
    CHECK(body.at("role") == "attendee");
    CHECK(body.at("seminar") == "demo");
    const auto& cookie = entered->fields.at("set-cookie");
    CHECK(cookie.starts_with("__Host-tsudoi=cookie-text-0123456789; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age="));
    CHECK(entered->fields.at("cache-control") == "no-store");
    const std::string carry = "Cookie: other=1; " + cookie.substr(0, cookie.find(';')) + "\r\n";
    CHECK(client.get("/api/session", carry)->status == 200);
    CHECK(client.get("/media/demo/index.m3u8", carry)->status == 200);
    client.request("DELETE", "/api/session", carry);
    const auto left = client.answer();
    CHECK(left->status == 204);
    CHECK(left->fields.at("set-cookie").find("Max-Age=0") != std::string::npos);
    CHECK(client.get("/media/demo/index.m3u8", carry)->status == 403);
}

TEST_CASE("a wrong key is refused in both languages") {
    ServerRig rig;
    WebClient client(rig.port());
    const auto refused = client.post("/api/session", kJson, R"({"key":"wrong-key-wrong-key-1"})");
    CHECK(refused->status == 403);
    const auto error = nlohmann::json::parse(refused->body).at("error");
    CHECK(error.at("id") == "not-allowed");
    CHECK(error.contains("ja"));
    CHECK(error.contains("en"));
    CHECK_FALSE(refused->fields.contains("set-cookie"));
    CHECK(client.post("/api/session", kJson, "{}")->status == 400);
    CHECK(client.post("/api/session", "Content-Type: text/plain\r\n", kGoodBody)->status == 415);
}

TEST_CASE("another site can neither open nor close a session") {
    ServerRig rig;
    WebClient client(rig.port());
    for (const char* fields :
         {"Origin: https://evil.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n"}) {
        CAPTURE(fields);
        CHECK(client.post("/api/session", kJson + fields, kGoodBody)->status == 403);
        client.request("DELETE", "/api/session", fields);
        CHECK(client.answer()->status == 403);
    }
    CHECK(client.post("/api/session", kJson + "Origin: http://127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n", kGoodBody)
              ->status == 200);
}

TEST_CASE("guessing a password is slowed down, knowing it is not") {
    ServerRig rig;
    WebClient client(rig.port());
    for (int i = 0; i < 30; ++i) {
        CHECK(client.post("/api/session", kJson, R"({"user":"honest","password":"right"})")->status == 200);
    }
    int refused = 0;
    std::string retry;
    for (int i = 0; i < 12; ++i) {
        const auto answer = client.post("/api/session", kJson, R"({"user":"victim","password":"guess"})");
        if (answer->status == 429) {
            ++refused;
            retry = answer->fields.at("retry-after");
        }
    }
    CHECK(refused >= 5);
    CHECK(std::stoi(retry) >= 1);
    CHECK(client.post("/api/session", kJson, R"({"user":"honest","password":"right"})")->status == 200);
}

TEST_CASE("a flood of names from one address costs few of the slow checks") {
    ServerRig rig;
    WebClient client(rig.port());
    const std::string stranger = "X-Forwarded-For: 8.8.8.8\r\n";
    int checked = 0;
    for (int i = 0; i < 100; ++i) {
        const std::string body = R"({"user":"name)" + std::to_string(i) + R"(","password":"guess"})";
        checked += client.post("/api/session", kJson + stranger, body)->status == 403 ? 1 : 0;
    }
    CHECK(checked >= 30);
    CHECK(checked < 50);
    CHECK(client.post("/api/session", kJson, R"({"user":"honest","password":"right"})")->status == 200);
}

TEST_CASE("a whole office behind one address gets in with the passcode") {
    ServerRig rig;
    WebClient client(rig.port());
    for (int i = 0; i < 150; ++i) {
        CHECK(client.post("/api/session", kJson, R"({"seminar":"demo","passcode":"1234","name":"A"})")->status == 200);
    }
    int last = 0;
    for (int i = 0; i < 40; ++i) {
        last = client.post("/api/session", kJson, R"({"seminar":"demo","passcode":"0000"})")->status;
    }
    CHECK(last == 429);
}

TEST_CASE("behind a proxy the address that it named last is counted, and an IPv6 network as one") {
    const auto refusals = [](const std::string& before, const std::string& after, const std::string& proxy) {
        ServerRig rig;
        WebClient client(rig.port());
        int refused = 0;
        for (int i = 0; i < 40; ++i) {
            const std::string from = "X-Forwarded-For: " + before + std::to_string(i) + after + "\r\n";
            const std::string added = proxy.empty() ? "" : "X-Forwarded-For: " + proxy + "\r\n";
            const auto answer =
                client.post("/api/session", kJson + from + added, R"({"seminar":"demo","passcode":"0000"})");
            refused += answer->status == 429 ? 1 : 0;
        }
        return refused;
    };
    CHECK(refusals("10.2.0.", "", "8.8.8.8") > 0);    // a field of the client's own in front
    CHECK(refusals("10.2.0.", ", 8.8.8.8", "") > 0);  // the same in one field
    CHECK(refusals("2001:db8::", "", "") > 0);        // one network, an address for every guess
    CHECK(refusals("10.2.0.", "", "") == 0);          // forty different people
}

TEST_CASE("who guesses a name from one address does not lock it for the others") {
    ServerRig rig;
    WebClient client(rig.port());
    const std::string stranger = "X-Forwarded-For: 8.8.8.8\r\n";
    int last = 0;
    for (int i = 0; i < 12; ++i) {
        last = client.post("/api/session", kJson + stranger, R"({"user":"honest","password":"guess"})")->status;
    }
    CHECK(last == 429);
    CHECK(client.post("/api/session", kJson, R"({"user":"honest","password":"right"})")->status == 200);
}

}  // namespace tsudoi::test
