// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes after a WebSocket handshake: the same messages however they are cut up, none over the limit.
#include "base/check.h"
#include "signaling/http_text.h"
#include "signaling/websocket.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace tsudoi::signaling;

constexpr std::size_t kLargest = 300;

std::string describe(const SocketMessage& message) {
    if (const auto* const text = std::get_if<TextMessage>(&message)) {
        TSUDOI_CHECK(text->text.size() <= kLargest && isUtf8(text->text));
        return "t" + text->text;
    }
    if (const auto* const ping = std::get_if<PingMessage>(&message)) {
        TSUDOI_CHECK(ping->payload.size() <= 125);
        return "p" + ping->payload;
    }
    if (const auto* const broken = std::get_if<BrokenStream>(&message)) {
        return "b" + std::to_string(broken->code);
    }
    return std::to_string(message.index());
}

std::vector<std::string> readAll(std::string_view input, std::size_t step) {
    WebSocketReader reader(kLargest);
    std::vector<std::string> all;
    for (std::size_t at = 0; at < input.size(); at += step) {
        for (const auto& message : reader.feed(input.substr(at, step))) {
            all.push_back(describe(message));
        }
    }
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 4096));
    const auto whole = readAll(input, input.size() + 1);
    TSUDOI_CHECK(whole == readAll(input, 1));
    TSUDOI_CHECK(whole == readAll(input, 7));
    return 0;
}
