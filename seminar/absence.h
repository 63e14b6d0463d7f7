// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/thread_role.h"
#include "seminar/panel.h"
#include "seminar/studio.h"

#include <map>
#include <set>

namespace tsudoi::seminar {

/// Panelists who do not come back: for a minute their name card keeps their place in the programme, then the others
/// take it and the operator is told. Alone in the picture, they keep it.
///
/// Place in the flow: Studio (meters, ten a second) -> [Absence] -> Panel (place in the picture), Studio (alerts).
/// Threads: thread-bound (control thread).
class Absence {
public:
    static constexpr int kLongest = 600;  ///< reports: 60 s

    /// Hears the studio's meters from now on.
    Absence(Studio& studio, Panel& panel) TSUDOI_CONTROL_THREAD;

private:
    void look() TSUDOI_CONTROL_THREAD;
    void giveUp(const InputId& id) TSUDOI_CONTROL_THREAD;
    void welcomeBack() TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool isAway(const InputId& id) const TSUDOI_CONTROL_THREAD;

    Studio& studio_;
    Panel& panel_;
    std::map<InputId, int> away_;  ///< reports in a row
    std::set<InputId> gone_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::seminar
