// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/thread_role.h"
#include "seminar/studio.h"
#include "signaling/control_dispatcher.h"
#include "signaling/control_feed.h"
#include "signaling/generated/protocol.h"

#include <vector>

namespace tsudoi::signaling {

/// The methods studio.layout.* and the T-bar.
///
/// Threads: thread-bound (control thread).
class LayoutCommands {
public:
    LayoutCommands(seminar::Studio& studio, ControlFeed& feed) : studio_(studio), feed_(feed) {}

    [[nodiscard]] std::vector<Command> table();

private:
    [[nodiscard]] JsonResult tbar(const Caller& caller, const protocol::StudioTBarParams& params);
    [[nodiscard]] JsonResult save(const Caller& caller, const protocol::StudioLayoutSaveParams& params);
    [[nodiscard]] JsonResult move(const Caller& caller, const protocol::StudioLayoutMoveParams& params);
    [[nodiscard]] JsonResult remove(const Caller& caller, const protocol::LayoutIdParams& params);
    /// Pages get the new state before the answer.
    [[nodiscard]] JsonResult told(const Status& status) TSUDOI_CONTROL_THREAD;

    seminar::Studio& studio_;
    ControlFeed& feed_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::signaling
