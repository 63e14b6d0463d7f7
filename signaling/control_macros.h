// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/thread_role.h"
#include "seminar/auto_director.h"
#include "seminar/macros.h"
#include "signaling/control_dispatcher.h"
#include "signaling/control_feed.h"
#include "signaling/generated/protocol.h"

#include <vector>

namespace tsudoi::signaling {

/// The methods studio.macro.* and the automatic director's switch.
///
/// Threads: thread-bound (control thread).
class MacroCommands {
public:
    MacroCommands(seminar::Macros& macros, seminar::AutoDirector& director, ControlFeed& feed)
        : macros_(macros), director_(director), feed_(feed) {}

    [[nodiscard]] std::vector<Command> table();

private:
    [[nodiscard]] JsonResult save(const Caller& caller, const protocol::StudioMacroSaveParams& params);
    [[nodiscard]] JsonResult move(const Caller& caller, const protocol::StudioMacroMoveParams& params);
    [[nodiscard]] JsonResult remove(const Caller& caller, const protocol::MacroIdParams& params);
    [[nodiscard]] JsonResult run(const Caller& caller, const protocol::MacroIdParams& params);
    [[nodiscard]] JsonResult stop(const Caller& caller, const protocol::Empty& params);
    [[nodiscard]] JsonResult direct(const Caller& caller, const protocol::StudioDirectorParams& params);
    /// Pages get the new state before the answer.
    [[nodiscard]] JsonResult told(const Status& status) TSUDOI_CONTROL_THREAD;

    seminar::Macros& macros_;
    seminar::AutoDirector& director_;
    ControlFeed& feed_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::signaling
