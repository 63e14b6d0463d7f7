// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/synchronized.h"
#include "base/thread_role.h"
#include "pipeline/programme_engine.h"
#include "seminar/access_table.h"
#include "seminar/office.h"
#include "seminar/studio.h"

#include <memory>
#include <string>

namespace tsudoi::app {

/// The numbers of /metrics. What only the control thread knows is copied once a second; the programme's counters are
/// read when asked.
///
/// Threads: text() is thread-safe, everything else thread-bound (control thread).
class Metrics {
public:
    struct Parts {
        const pipeline::ProgrammeEngine& programme;
        const seminar::Office& office;
        const seminar::AccessTable& access;
        const seminar::Studio& studio;
    };
    Metrics(Parts parts, Executor& control);

    /// \return Prometheus text exposition format 0.0.4
    [[nodiscard]] std::string text() const;

private:
    [[nodiscard]] std::string domainText() const TSUDOI_CONTROL_THREAD;

    Parts parts_;
    Synchronized<std::string> domain_;
    std::unique_ptr<Timer> timer_;
};

}  // namespace tsudoi::app
