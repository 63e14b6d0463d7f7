// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/thread_role.h"
#include "seminar/access.h"
#include "signaling/control_message.h"
#include "signaling/control_method.h"
#include "signaling/control_port.h"
#include "signaling/control_rules.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tsudoi::signaling {

/// Who calls.
struct Caller {
    ConnectionId connection;
    std::optional<seminar::Session> session;
};

using JsonResult = Result<nlohmann::json>;
/// Takes the outcome of a call, once, now or later, on the control thread.
using Answer = std::function<void(JsonResult)>;
using Handler = std::function<void(const Caller&, const nlohmann::json& params, Answer)>;

/// One row of the command table; role and schema of the method come from the generated method table.
struct Command {
    std::string_view method;
    Handler handler;
};

/// The answer of a method that has nothing to say.
[[nodiscard]] inline JsonResult done() {
    return nlohmann::json::object();
}
[[nodiscard]] inline JsonResult done(const Status& status) {
    return status ? done() : JsonResult(fail(status.error()));
}

/// A handler out of a method that answers at once. \tparam Params  a struct of the protocol
template <typename Group, typename Params>
[[nodiscard]] Handler handler(Group* group, JsonResult (Group::*method)(const Caller&, const Params&)) {
    return [group, method](const Caller& caller, const nlohmann::json& params, const Answer& answer) {
        answer((group->*method)(caller, params.get<Params>()));
    };
}
/// A handler out of a method that answers later.
template <typename Group, typename Params>
[[nodiscard]] Handler handler(Group* group, void (Group::*method)(const Caller&, const Params&, Answer)) {
    return [group, method](const Caller& caller, const nlohmann::json& params, Answer answer) {
        (group->*method)(caller, params.get<Params>(), std::move(answer));
    };
}

/// Reads messages, finds the method, checks role and parameters, calls the handler, answers.
///
/// Threads: thread-bound (control thread). Owns the command table.
class ControlDispatcher {
public:
    /// Sends a text back to a connection.
    using Send = std::function<void(ConnectionId, SharedText)>;

    explicit ControlDispatcher(Send send) : send_(std::move(send)) {}

    /// Our own bug: a method that the protocol does not have, or twice.
    void add(std::vector<Command> commands);
    /// \return methods of the protocol without a handler
    [[nodiscard]] std::vector<std::string> missing() const;

    void dispatch(const Caller& caller, std::string_view text) TSUDOI_CONTROL_THREAD;

private:
    struct Row {
        const MethodInfo* info = nullptr;
        Handler handler;
    };

    [[nodiscard]] std::optional<ControlError> refusal(const Caller& caller, const Row& row,
                                                      const ControlRequest& request) const;
    void call(const Caller& caller, const Row& row, ControlRequest request);
    void refuse(const Caller& caller, const std::optional<nlohmann::json>& id, const ControlError& error) const;

    Send send_;
    ControlRules rules_;
    std::map<std::string, Row, std::less<>> rows_;
};

}  // namespace tsudoi::signaling
