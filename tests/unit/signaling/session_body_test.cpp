// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/session_body.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace tsudoi::signaling {

TEST_CASE("the three ways in") {
    CHECK(parseSessionBody(R"({"key":"0123456789abcdefghijkl"})")->key == "0123456789abcdefghijkl");
    const auto staff = parseSessionBody(R"({"user":"田中","password":"p w"})");
    CHECK(staff->user == "田中");
    CHECK(staff->password == "p w");
    const auto guest = parseSessionBody(R"({"seminar":"demo","passcode":"1234","name":"山田 花子"})");
    CHECK(guest->seminar == SeminarId("demo"));
    CHECK(guest->passcode == "1234");
    CHECK(parseSessionBody(R"({"seminar":"demo"})").has_value());
}

TEST_CASE("everything else is refused, and never repeated") {
    for (const char* body : {"",
                             "{}",
                             "[]",
                             "null",
                             "{",
                             "\"key\"",
                             R"({"key":1})",
                             R"({"key":""})",
                             R"({"key":"short"})",
                             R"({"key":"0123456789abcdef/../"})",
                             R"({"key":"0123456789abcdefghijkl","seminar":"demo"})",
                             R"({"user":"a"})",
                             R"({"password":"secret-word"})",
                             R"({"user":"","password":"b"})",
                             R"({"user":"a","password":"b","seminar":"demo"})",
                             R"({"passcode":"1"})",
                             R"({"seminar":"No Good"})",
                             R"({"seminar":"demo","name":["x"]})",
                             R"({"seminar":"demo","name":"a\nb"})",
                             R"({"seminar":"demo","role":"admin"})",
                             "{\"seminar\":\"demo\",\"name\":\"\xff\"}"}) {
        CAPTURE(body);
        const auto result = parseSessionBody(body);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == ErrorCode::InvalidArgument);
        CHECK(result.error().text.en.find("secret-word") == std::string::npos);
    }
    CHECK_FALSE(parseSessionBody(R"({"seminar":"demo","name":")" + std::string(5000, 'a') + "\"}"));
    CHECK_FALSE(parseSessionBody(R"({"seminar":"demo","name":")" + std::string(201, 'a') + "\"}"));
    CHECK_FALSE(parseSessionBody(std::string(4096, '[')));
}

TEST_CASE("what the entrance answers") {
    seminar::Session session;
    session.role = seminar::Role::Attendee;
    session.seminar = SeminarId("demo");
    session.name = "山\"田";
    const auto json = nlohmann::json::parse(sessionJson(session));
    CHECK(json.at("role") == "attendee");
    CHECK(json.at("seminar") == "demo");
    CHECK(json.at("name") == "山\"田");
    session.seminar = {};
    CHECK_FALSE(nlohmann::json::parse(sessionJson(session)).contains("seminar"));
}

}  // namespace tsudoi::signaling
