// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "base/thread_role.h"
#include "seminar/office.h"
#include "seminar/studio.h"

#include <functional>
#include <vector>

namespace tsudoi::seminar {

/// What should be looked at before going live and meanwhile, as far as the machine sees it by itself.
struct Checklist {
    bool picture = false;    ///< the programme shows an input whose picture comes
    bool sound = false;      ///< the programme was heard a moment ago
    bool disk = false;       ///< there is room for the recording
    bool recording = false;  ///< it is being written
};

/// Ticks the operator's checklist, and says no when somebody is about to go live without sound.
///
/// Place in the flow: Studio (state, meters), Office -> [RunSheet] -> control layer.
/// Threads: thread-bound (control thread).
class RunSheet {
public:
    static constexpr double kHeardLufs = -50.0;  ///< quieter is a room in which nobody speaks
    static constexpr int kHeardReports = 100;    ///< of the meters, a tenth of a second each

    /// Hears the studio's meters from now on.
    RunSheet(Studio& studio, const Office& office) TSUDOI_CONTROL_THREAD;

    [[nodiscard]] Checklist checklist() const TSUDOI_CONTROL_THREAD;
    /// Called when what only this object knows changed. As many as want it.
    void onChange(std::function<void()> changed) TSUDOI_CONTROL_THREAD;

    /// \error NotReady: nobody would hear anything (a seminar that could go live, no meeting)
    [[nodiscard]] Status mayGoLive(const SeminarId& id) const TSUDOI_CONTROL_THREAD;

private:
    void hear(const ProgrammeMeter& meter) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool isHeard() const { return silentReports_ < kHeardReports; }
    [[nodiscard]] bool showsPicture() const TSUDOI_CONTROL_THREAD;

    Studio& studio_;
    const Office& office_;
    int silentReports_ = kHeardReports;
    std::vector<std::function<void()>> onChange_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::seminar
