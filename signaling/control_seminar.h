// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_role.h"
#include "seminar/office.h"
#include "signaling/control_dispatcher.h"
#include "signaling/control_feed.h"
#include "signaling/generated/protocol.h"

#include <vector>

namespace tsudoi::signaling {

/// The methods seminar.*: a seminar goes from state to state.
///
/// Threads: thread-bound (control thread).
class SeminarCommands {
public:
    SeminarCommands(seminar::Office& office, ControlFeed& feed) : office_(office), feed_(feed) {}

    [[nodiscard]] std::vector<Command> table();

private:
    using Step = Status (seminar::Office::*)(const SeminarId&);

    [[nodiscard]] JsonResult get(const Caller& caller, const protocol::Empty& params);
    [[nodiscard]] Handler step(Step taken);
    /// The seminar that is meant when none is named: the session's, the one on air, the only one.
    [[nodiscard]] Result<SeminarId> meant(const Caller& caller,
                                          const protocol::SeminarParams& params) const TSUDOI_CONTROL_THREAD;

    seminar::Office& office_;
    ControlFeed& feed_;
};

}  // namespace tsudoi::signaling
