// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_dispatcher.h"

#include "base/check.h"
#include "base/log.h"
#include "signaling/control_mask.h"
#include "signaling/generated/methods.h"

#include <algorithm>
#include <exception>

namespace tsudoi::signaling {

namespace {

using nlohmann::json;

const MethodInfo* infoOf(std::string_view name) {
    const auto* found = std::ranges::find(protocol::kMethods, name, &MethodInfo::name);
    return found == std::end(protocol::kMethods) ? nullptr : found;
}

std::string actor(const Caller& caller) {
    if (!caller.session) {
        return "a stranger";
    }
    const std::string_view role = seminar::roleName(caller.session->role);
    return caller.session->name.empty() ? std::string(role) : std::string(role) + " " + loggable(caller.session->name);
}

/// Only names: parameters may hold secrets.
void logOutcome(const Caller& caller, const MethodInfo& info, const JsonResult& result) {
    if (!info.changes) {
        return;
    }
    if (result) {
        log::info("{}: {}", actor(caller), info.name);
    } else {
        log::info("{}: {} refused, {}", actor(caller), info.name, errorId(result.error().code));
    }
}

}  // namespace

void ControlDispatcher::add(std::vector<Command> commands) {
    for (Command& command : commands) {
        const MethodInfo* info = infoOf(command.method);
        TSUDOI_CHECK(info != nullptr);
        const bool added = rows_.emplace(command.method, Row{info, std::move(command.handler)}).second;
        TSUDOI_CHECK(added);
    }
}

std::vector<std::string> ControlDispatcher::missing() const {
    std::vector<std::string> names;
    for (const MethodInfo& info : protocol::kMethods) {
        if (!rows_.contains(info.name)) {
            names.emplace_back(info.name);
        }
    }
    return names;
}

void ControlDispatcher::dispatch(const Caller& caller, std::string_view text) {
    auto request = readRequest(text);
    if (!request) {
        send_(caller.connection, errorText(request.error().id, request.error().error));
        return;
    }
    const auto row = rows_.find(request->method);
    if (row == rows_.end()) {
        refuse(caller, request->id, ControlError::unknownMethod(loggable(request->method)));
        return;
    }
    if (const auto error = refusal(caller, row->second, *request)) {
        refuse(caller, request->id, *error);
        return;
    }
    call(caller, row->second, std::move(*request));
}

std::optional<ControlError> ControlDispatcher::refusal(const Caller& caller, const Row& row,
                                                       const ControlRequest& request) const {
    if (!caller.session && !row.info->roles.includesStrangers()) {
        return ControlError::notSignedIn();
    }
    if (caller.session && !row.info->roles.contains(caller.session->role)) {
        return ControlError::notAllowed(request.method);
    }
    if (const auto violation = rules_.check(row.info->params, request.params)) {
        return ControlError::invalidParams(violation->pointer, violation->why);
    }
    return std::nullopt;
}

void ControlDispatcher::call(const Caller& caller, const Row& row, ControlRequest request) {
    const MethodInfo& info = *row.info;
    Answer answer = [send = send_, caller, id = request.id, &info](JsonResult result) {
        logOutcome(caller, info, result);
        if (id && result) {
            send(caller.connection, resultText(*id, std::move(*result)));
        } else if (id) {
            send(caller.connection, errorText(*id, ControlError::of(result.error())));
        }
    };
    try {
        row.handler(caller, request.params, std::move(answer));
    } catch (const std::exception& exception) {
        // Only the JSON library throws; the rules at the door should have kept such a message out.
        log::error("{}: {}", info.name, exception.what());
        refuse(caller, request.id, ControlError::internal());
    }
}

void ControlDispatcher::refuse(const Caller& caller, const std::optional<json>& id, const ControlError& error) const {
    if (id) {
        send_(caller.connection, errorText(*id, error));
    }
}

}  // namespace tsudoi::signaling
