// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signaling/control_error.h"

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tsudoi::signaling {

/// One call (JSON-RPC 2.0 section 4).
struct ControlRequest {
    std::optional<nlohmann::json> id;  ///< string or number; absent: nobody waits for an answer
    std::string method;
    nlohmann::json params = nlohmann::json::object();
};

/// Why a message is no request, and whom to tell.
struct BadMessage {
    nlohmann::json id;  ///< null when it could not be read
    ControlError error;
};

/// Levels of [] and {} in one message.
inline constexpr int kMaxMessageDepth = 16;
/// Longest "id" that is taken (it is sent back).
inline constexpr std::size_t kMaxRequestIdLength = 100;

/// \return whether \p text opens more than \p limit levels at once; looked at before anything is parsed
[[nodiscard]] bool deeperThan(std::string_view text, int limit) noexcept;

/// Reads a message from outside. Hostile text costs no more than its length.
[[nodiscard]] tl::expected<ControlRequest, BadMessage> readRequest(std::string_view text);

using SharedText = std::shared_ptr<const std::string>;

[[nodiscard]] SharedText resultText(const nlohmann::json& id, nlohmann::json result);
[[nodiscard]] SharedText errorText(const nlohmann::json& id, const ControlError& error);
[[nodiscard]] SharedText notificationText(std::string_view method, nlohmann::json params);

}  // namespace tsudoi::signaling
