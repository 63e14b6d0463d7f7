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
        for (const std::byte byte : body.bytes()) {
            prefix += static_cast<char>(byte);
        }
        peers[to].binary[slot] = std::move(prefix);
    }
    void close(signaling::ConnectionId which, signaling::CloseCode code, const std::string& /*reason*/) override {
        peers[which].closed = code;
    }

    std::map<signaling::ConnectionId, Peer> peers;
};

}  // namespace tsudoi::tests
