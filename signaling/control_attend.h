// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "seminar/access_table.h"
#include "signaling/control_dispatcher.h"
#include "signaling/control_feed.h"
#include "signaling/generated/protocol.h"

#include <functional>
#include <vector>

namespace tsudoi::signaling {

/// The methods attend.*.
///
/// Threads: thread-bound (control thread).
class AttendCommands {
public:
    /// Looks at a session again and tells its pages what changed.
    using LookAgain = std::function<void(const seminar::KeyHash&)>;

    AttendCommands(seminar::AccessTable& access, ControlFeed& feed, Clock clock, LookAgain lookAgain)
        : access_(access), feed_(feed), clock_(std::move(clock)), lookAgain_(std::move(lookAgain)) {}

    [[nodiscard]] std::vector<Command> table();

private:
    [[nodiscard]] JsonResult get(const Caller& caller, const protocol::Empty& params);
    [[nodiscard]] JsonResult beat(const Caller& caller, const protocol::Empty& params);
    [[nodiscard]] JsonResult useHere(const Caller& caller, const protocol::Empty& params);

    seminar::AccessTable& access_;
    ControlFeed& feed_;
    Clock clock_;
    LookAgain lookAgain_;
};

}  // namespace tsudoi::signaling
