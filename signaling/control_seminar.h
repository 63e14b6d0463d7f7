// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_role.h"
#include "seminar/office.h"
#include "seminar/run_sheet.h"
#include "signaling/control_dispatcher.h"
#include "signaling/control_feed.h"
#include "signaling/generated/protocol.h"

#include <optional>
#include <string>
#include <vector>

namespace tsudoi::signaling {

/// The methods seminar.*: a seminar goes from state to state.
///
/// Threads: thread-bound (control thread).
class SeminarCommands {
public:
    SeminarCommands(seminar::Office& office, const seminar::RunSheet& runSheet, ControlFeed& feed)
        : office_(office), runSheet_(runSheet), feed_(feed) {}

    [[nodiscard]] std::vector<Command> table();

private:
    using Step = Status (seminar::Office::*)(const SeminarId&);

    [[nodiscard]] JsonResult get(const Caller& caller, const protocol::Empty& params);
    [[nodiscard]] JsonResult start(const Caller& caller, const protocol::SeminarStartParams& params);
    [[nodiscard]] Handler step(Step taken);
    /// The seminar that is meant when none is named: the session's, the one on air, the only one.
    [[nodiscard]] Result<SeminarId> meant(const Caller& caller,
                                          const std::optional<std::string>& named) const TSUDOI_CONTROL_THREAD;

    seminar::Office& office_;
    const seminar::RunSheet& runSheet_;
    ControlFeed& feed_;
};

}  // namespace tsudoi::signaling
