// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_attend.h"

#include "signaling/control_time.h"

namespace tsudoi::signaling {

std::vector<Command> AttendCommands::table() {
    return {
        {"attend.get", handler(this, &AttendCommands::get)},
        {"attend.beat", handler(this, &AttendCommands::beat)},
        {"attend.useHere", handler(this, &AttendCommands::useHere)},
    };
}

JsonResult AttendCommands::get(const Caller& caller, const protocol::Empty& /*params*/) {
    kControlThread.assertHere();
    return feed_.followAttend(caller);
}

JsonResult AttendCommands::beat(const Caller& /*caller*/, const protocol::Empty& /*params*/) {
    return nlohmann::json(protocol::AttendBeatResult{.serverTime = toRfc3339(clock_.wall())});
}

JsonResult AttendCommands::useHere(const Caller& caller, const protocol::Empty& /*params*/) {
    kControlThread.assertHere();
    const Status status = access_.useHere(caller.session->hash);
    if (status) {
        lookAgain_(caller.session->hash);
    }
    return done(status);
}

}  // namespace tsudoi::signaling
