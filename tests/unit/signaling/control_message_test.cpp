// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_message.h"

#include "signaling/control_port.h"

#include <doctest/doctest.h>

#include <string>

using namespace tsudoi::signaling;
using nlohmann::json;

namespace {

int codeOf(const std::string& text) {
    const auto request = readRequest(text);
    return request ? 0 : request.error().error.code;
}

}  // namespace

TEST_CASE("a request is read with its id, method and params") {
    const auto request = readRequest(R"({"jsonrpc": "2.0", "id": "x", "method": "studio.take", "params": {"a": 1}})");
    REQUIRE(request.has_value());
    CHECK(request->id == json("x"));
    CHECK(request->method == "studio.take");
    CHECK(request->params == json{{"a", 1}});
}

TEST_CASE("params may be left out; without an id nobody waits") {
    const auto request = readRequest(R"({"jsonrpc": "2.0", "method": "attend.beat"})");
    REQUIRE(request.has_value());
    CHECK_FALSE(request->id.has_value());
    CHECK(request->params == json::object());
}

TEST_CASE("what is no request is refused with the code of JSON-RPC") {
    CHECK(codeOf("") == kParseError);
    CHECK(codeOf("{") == kParseError);
    CHECK(codeOf("\xff\xfe") == kParseError);
    CHECK(codeOf("7") == kInvalidRequest);
    CHECK(codeOf("[]") == kInvalidRequest);
    CHECK(codeOf(R"([{"jsonrpc": "2.0", "id": 1, "method": "a"}])") == kInvalidRequest);
    CHECK(codeOf(R"({"id": 1, "method": "a"})") == kInvalidRequest);
    CHECK(codeOf(R"({"jsonrpc": "1.0", "id": 1, "method": "a"})") == kInvalidRequest);
    CHECK(codeOf(R"({"jsonrpc": "2.0", "id": 1})") == kInvalidRequest);
    CHECK(codeOf(R"({"jsonrpc": "2.0", "id": 1, "method": 2})") == kInvalidRequest);
    CHECK(codeOf(R"({"jsonrpc": "2.0", "id": {}, "method": "a"})") == kInvalidRequest);
    CHECK(codeOf(R"({"jsonrpc": "2.0", "id": 1, "method": "a", "params": [1]})") == kInvalidRequest);
}

TEST_CASE("a bad request is answered to its id when that can be read") {
    CHECK(readRequest(R"({"jsonrpc": "2.0", "id": 5, "method": 2})").error().id == 5);
    CHECK(readRequest(R"({"jsonrpc": "2.0", "id": [], "method": "a"})").error().id.is_null());
}

TEST_CASE("an id that is too long to send back is refused") {
    const json message = {{"jsonrpc", "2.0"}, {"id", std::string(kMaxRequestIdLength + 1, 'i')}, {"method", "a"}};
    CHECK(codeOf(message.dump()) == kInvalidRequest);
}

TEST_CASE("depth is looked at before anything is parsed") {
    const std::string deep(tsudoi::signaling::kMaxMessageBytes, '[');
    CHECK(codeOf(deep) == kParseError);
    CHECK(readRequest(deep).error().error.text.en == ControlError::tooDeep().text.en);
    CHECK_FALSE(deeperThan(R"([[]])", 2));
    CHECK(deeperThan(R"([[[]]])", 2));
    CHECK_FALSE(deeperThan(R"(["[[[[", "\"[[[["])", 1));
    CHECK_FALSE(deeperThan(R"([[], [], [], []])", 2));
    CHECK_FALSE(deeperThan(R"(["\)", 1));
}

TEST_CASE("bytes that are no UTF-8 do not stop an answer") {
    const auto text = resultText(1, "caf\xe9");
    CHECK(json::parse(*text)["result"] == "caf\xef\xbf\xbd");
}

TEST_CASE("an error goes out with code, stable id and both languages") {
    const json error = json::parse(*errorText(3, ControlError::unknownMethod("x.y")))["error"];
    CHECK(error["code"] == kMethodNotFound);
    CHECK(error["data"]["id"] == "unknown-method");
    CHECK(error["message"] == error["data"]["en"]);
    CHECK_FALSE(error["data"]["ja"].get<std::string>().empty());
    CHECK_FALSE(error["data"].contains("pointer"));
}
