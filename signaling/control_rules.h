// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tsudoi::signaling {

/// What is wrong with a message.
struct Violation {
    std::string pointer;  ///< RFC 6901 into what was checked; empty: the whole
    std::string why;      ///< English, technical
};

/// The doorkeeper: checks every incoming message's params against the JSON Schemas built into the program.
///
/// Threads: reentrant after construction.
class ControlRules {
public:
    ControlRules();
    ~ControlRules();
    ControlRules(const ControlRules&) = delete;
    ControlRules& operator=(const ControlRules&) = delete;

    /// \param definition  name of a schema of the method table
    [[nodiscard]] std::optional<Violation> check(std::string_view definition, const nlohmann::json& params) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::signaling
