// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signaling/control_port.h"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tsudoi::tests {

/// WebSockets without a network: remembers what each one was sent. Threads: thread-bound.
class FakeSender final : public signaling::ControlSender {
public:
    struct Peer {
        std::vector<nlohmann::json> texts;             ///< in order
        std::map<std::string, nlohmann::json> newest;  ///< by slot
        std::map<std::string, std::string> binary;     ///< by slot, with the prefix
        std::vector<std::string> stream;               ///< in order, with the prefix
        std::optional<signaling::CloseCode> closed;
    };

    void sendText(signaling::ConnectionId to, std::shared_ptr<const std::string> text) override {
        peers[to].texts.push_back(nlohmann::json::parse(*text));
    }
    void sendNewestText(signaling::ConnectionId to, const std::string& slot,
                        std::shared_ptr<const std::string> text) override {
        peers[to].newest[slot] = nlohmann::json::parse(*text);
    }
    void sendNewestBinary(signaling::ConnectionId to, const std::string& slot, std::string prefix,
                          SharedBytes body) override {
        peers[to].binary[slot] = std::move(prefix) + textOf(body);
    }
    void sendStream(signaling::ConnectionId to, std::string prefix, SharedBytes body, bool /*key*/) override {
        peers[to].stream.push_back(std::move(prefix) + textOf(body));
    }
    void close(signaling::ConnectionId which, signaling::CloseCode code, const std::string& /*reason*/) override {
        peers[which].closed = code;
    }

    std::map<signaling::ConnectionId, Peer> peers;

private:
    static std::string textOf(const SharedBytes& body) {
        const auto bytes = body.bytes();
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
};

}  // namespace tsudoi::tests
