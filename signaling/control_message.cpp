// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_message.h"

#include <utility>

namespace tsudoi::signaling {

namespace {

using nlohmann::json;

/// Foreign bytes in names must not make the answer fail.
SharedText dumped(const json& message) {
    return std::make_shared<const std::string>(message.dump(-1, ' ', false, json::error_handler_t::replace));
}

bool isRequestId(const json& id) {
    if (id.is_string()) {
        return id.get_ref<const std::string&>().size() <= kMaxRequestIdLength;
    }
    return id.is_number() || id.is_null();
}

/// \return the id to answer to; null when there is none that can be used
json answerableId(const json& message) {
    const auto id = message.find("id");
    return id != message.end() && isRequestId(*id) ? *id : json();
}

std::optional<ControlError> problemWith(const json& message) {
    const auto version = message.find("jsonrpc");
    if (version == message.end() || *version != "2.0") {
        return ControlError::notARequest(
            {"JSON-RPC 2.0 の形ではありません（jsonrpc）。", "\"jsonrpc\" must be \"2.0\"."});
    }
    const auto method = message.find("method");
    if (method == message.end() || !method->is_string()) {
        return ControlError::notARequest(
            {"JSON-RPC 2.0 の形ではありません（method）。", "\"method\" must be a string."});
    }
    if (const auto id = message.find("id"); id != message.end() && !isRequestId(*id)) {
        return ControlError::notARequest(
            {"JSON-RPC 2.0 の形ではありません（id）。", "\"id\" must be a number or a short string."});
    }
    if (const auto params = message.find("params"); params != message.end() && !params->is_object()) {
        return ControlError::notARequest(
            {"JSON-RPC 2.0 の形ではありません（params）。", "\"params\" must be an object."});
    }
    return std::nullopt;
}

ControlRequest requestOf(json& message) {
    ControlRequest request;
    if (const auto id = message.find("id"); id != message.end()) {
        request.id = std::move(*id);
    }
    request.method = std::move(message["method"].get_ref<std::string&>());
    if (const auto params = message.find("params"); params != message.end()) {
        request.params = std::move(*params);
    }
    return request;
}

}  // namespace

bool deeperThan(std::string_view text, int limit) noexcept {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            i += c == '\\' ? 1 : 0;
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            if (++depth > limit) {
                return true;
            }
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

tl::expected<ControlRequest, BadMessage> readRequest(std::string_view text) {
    if (deeperThan(text, kMaxMessageDepth)) {
        return tl::unexpected(BadMessage{nullptr, ControlError::tooDeep()});
    }
    json message = json::parse(text, nullptr, false);
    if (message.is_discarded()) {
        return tl::unexpected(BadMessage{nullptr, ControlError::notJson()});
    }
    if (message.is_array()) {
        return tl::unexpected(BadMessage{nullptr, ControlError::batch()});
    }
    if (!message.is_object()) {
        return tl::unexpected(BadMessage{nullptr, ControlError::notARequest({"JSON-RPC 2.0 の形ではありません。",
                                                                             "The message is not an object."})});
    }
    if (auto problem = problemWith(message)) {
        return tl::unexpected(BadMessage{answerableId(message), std::move(*problem)});
    }
    return requestOf(message);
}

SharedText resultText(const json& id, json result) {
    return dumped({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
}

SharedText errorText(const json& id, const ControlError& error) {
    return dumped({{"jsonrpc", "2.0"}, {"id", id}, {"error", toJson(error)}});
}

SharedText notificationText(std::string_view method, json params) {
    return dumped({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

}  // namespace tsudoi::signaling
