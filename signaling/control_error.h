// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace tsudoi::signaling {

/// Error codes of JSON-RPC 2.0 (section 5.1); everything of ours has kOwnError and says more in data.id.
inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kOwnError = -32000;

/// An error as it goes out.
struct ControlError {
    int code = kOwnError;
    std::string id;  ///< stable, e.g. "wrong-state"
    Text text;
    std::string pointer;  ///< into params (RFC 6901); empty: none

    [[nodiscard]] static ControlError of(const Error& error);
    [[nodiscard]] static ControlError notJson();
    [[nodiscard]] static ControlError tooDeep();
    [[nodiscard]] static ControlError notARequest(const Text& why);
    [[nodiscard]] static ControlError batch();
    [[nodiscard]] static ControlError unknownMethod(const std::string& method);
    [[nodiscard]] static ControlError notSignedIn();
    [[nodiscard]] static ControlError notAllowed(const std::string& method);
    [[nodiscard]] static ControlError invalidParams(const std::string& pointer, const std::string& why);
    [[nodiscard]] static ControlError tooManyMessages();
    [[nodiscard]] static ControlError internal();
};

/// \return the member "error" of a response
[[nodiscard]] nlohmann::json toJson(const ControlError& error);

}  // namespace tsudoi::signaling
