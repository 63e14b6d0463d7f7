// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/masked_frame.h"
#include "tests/support/web_client.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tsudoi::tests {

/// A page's side of /control over a real connection: RFC 6455 frames, JSON-RPC calls, notifications kept in order.
///
/// Threads: thread-bound. Everything gives up (throws) after WebClient::kPatience.
class ControlClient {
public:
    /// \param cookie  whole "Cookie: ..." line with CR LF; empty: none
    ControlClient(std::uint16_t port, std::string_view cookie) : web_(port) {
        const std::string upgrade =
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: tsudoi.v1\r\n";
        web_.request("GET", "/control", upgrade + std::string(cookie));
        const auto answer = web_.answer();
        if (!answer || answer->status != 101) {
            throw std::runtime_error("no WebSocket");
        }
    }

    void say(std::string_view text) {
        constexpr int kText = 1;
        web_.send(test::maskedFrame(kText, std::string(text)));
    }

    /// \return the whole response
    nlohmann::json ask(const std::string& method, const nlohmann::json& params = nlohmann::json::object()) {
        const int id = ++lastId_;
        say(nlohmann::json{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}}.dump());
        nlohmann::json response;
        waitFor([&](const nlohmann::json& message) {
            response = message;
            return message.value("id", nlohmann::json()) == id;
        });
        return response;
    }

    /// Follows a state until \p holds is true of it.
    nlohmann::json follow(const std::string& method, const std::function<bool(const nlohmann::json&)>& holds) {
        while (!states_.contains(method) || !holds(states_[method]["state"])) {
            receive();
        }
        return states_[method]["state"];
    }

    /// \return the next binary message
    std::string picture() {
        while (pictures_.empty()) {
            receive();
        }
        std::string first = pictures_.front();
        pictures_.erase(pictures_.begin());
        return first;
    }

    /// Reads until the server closes. \return the code of its close frame
    int closeCode() {
        while (!close_) {
            receive();
        }
        return *close_;
    }

private:
    void waitFor(const std::function<bool(const nlohmann::json&)>& wanted) {
        for (;;) {
            if (const auto message = receive(); message && wanted(*message)) {
                return;
            }
        }
    }

    std::string take(std::size_t count) {
        auto bytes = web_.take(count);
        if (!bytes) {
            throw std::runtime_error("the connection ended");
        }
        return *bytes;
    }
    static std::size_t number(const std::string& bytes) {
        std::size_t value = 0;
        for (const char c : bytes) {
            value = value << 8U | static_cast<unsigned char>(c);
        }
        return value;
    }

    /// Reads one frame. \return the message when it is text
    std::optional<nlohmann::json> receive() {
        const std::string head = take(2);
        std::size_t length = static_cast<unsigned char>(head[1]);
        length = length == 126 ? number(take(2)) : length == 127 ? number(take(8)) : length;
        const std::string payload = take(length);
        switch (static_cast<unsigned char>(head[0]) & 0x0FU) {
            case 1: return noted(nlohmann::json::parse(payload));
            case 2: pictures_.push_back(payload); break;
            case 8: close_ = payload.size() < 2 ? 1005 : static_cast<int>(number(payload.substr(0, 2))); break;
            default: break;
        }
        return std::nullopt;
    }

    /// Takes state notifications into the state that a page would have.
    nlohmann::json noted(nlohmann::json message) {
        const nlohmann::json params = message.value("params", nlohmann::json());
        if (params.is_object() && params.contains("revision")) {
            nlohmann::json& known = states_[message["method"]];
            if (params.contains("snapshot")) {
                known["state"] = params["snapshot"];
            } else if (known["revision"] == params["base"]) {
                known["state"].merge_patch(params["patch"]);
            } else {
                throw std::runtime_error("a revision was missed");
            }
            known["revision"] = params["revision"];
        }
        return message;
    }

    test::WebClient web_;
    std::map<std::string, nlohmann::json> states_;
    std::vector<std::string> pictures_;
    std::optional<int> close_;
    int lastId_ = 0;
};

}  // namespace tsudoi::tests
