// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/thread_role.h"
#include "seminar/office.h"
#include "seminar/panel.h"
#include "seminar/ports.h"
#include "seminar/room_screens.h"
#include "seminar/studio.h"

#include <map>
#include <set>
#include <utility>

namespace tsudoi::seminar {

/// There is one programme, and whoever is connected sees and hears it: panelists and screens of seminars whose turn it
/// is not (Office::mayConverse) go back to the green room, and their connections end.
///
/// Place in the flow: Studio, Office -> [Turn] -> Panel, Programme.
/// Threads: thread-bound (control thread).
class Turn {
public:
    struct Parts {
        Programme& programme;
        Studio& studio;
        Office& office;
        Panel& panel;
        RoomScreens& screens;
    };
    /// Looks from now on whenever something changes.
    explicit Turn(Parts parts) TSUDOI_CONTROL_THREAD;

private:
    /// What decides; while it stays there is nothing to do.
    struct Situation {
        std::map<SeminarId, bool> turns;
        std::set<PeerId> peers;
        std::set<InputId> busy;  ///< inputs of panelists that come or are on stage

        friend bool operator==(const Situation&, const Situation&) = default;
    };
    void look() TSUDOI_CONTROL_THREAD;
    [[nodiscard]] Situation situation() const TSUDOI_CONTROL_THREAD;
    void sendAway(const Panelist& panelist) TSUDOI_CONTROL_THREAD;

    const Parts parts_;
    Situation seen_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::seminar
