// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "base/thread_role.h"
#include "seminar/macro.h"
#include "seminar/office.h"
#include "seminar/studio.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tsudoi::seminar {

/// The operators' macros: kept over a restart, one runs at a time. A step that cannot be done stops it, and the
/// operator is told which and why; what was done stays done.
///
/// Place in the flow: control layer -> [Macros] -> Studio, Office.
/// Threads: thread-bound (control thread).
class Macros {
public:
    struct Parts {
        Studio& studio;
        Office& office;
        Store& store;
        Executor& control;
    };
    /// The macro that runs.
    struct Run {
        MacroId id;
        std::size_t step = 0;  ///< the next one
    };

    explicit Macros(Parts parts) : parts_(std::move(parts)) {}

    void restore(const StoredStudio& stored) TSUDOI_CONTROL_THREAD { macros_ = stored.macros; }
    [[nodiscard]] const std::vector<Macro>& all() const noexcept { return macros_; }  ///< in the operators' order
    [[nodiscard]] const std::optional<Run>& running() const noexcept { return run_; }
    /// As many as want it.
    void onChange(std::function<void()> changed) TSUDOI_CONTROL_THREAD { onChange_.push_back(std::move(changed)); }

    /// \param macro  without an id: a new one; else that one is changed and keeps its place
    /// \error InvalidArgument, NotFound, TooMany (kMaxMacros)
    Result<MacroId> save(Macro macro) TSUDOI_CONTROL_THREAD;
    Status move(const MacroId& id, std::size_t place) TSUDOI_CONTROL_THREAD;  ///< \error NotFound
    Status remove(const MacroId& id) TSUDOI_CONTROL_THREAD;                   ///< \error NotFound

    /// One that runs is stopped first. \error NotFound
    Status run(const MacroId& id) TSUDOI_CONTROL_THREAD;
    void stop() TSUDOI_CONTROL_THREAD;

private:
    [[nodiscard]] std::vector<Macro>::iterator find(const MacroId& id);
    void changed() TSUDOI_CONTROL_THREAD;
    void goOn() TSUDOI_CONTROL_THREAD;
    void failed(const Macro& macro, std::size_t step, const Error& error) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] Status perform(const MacroStep& step) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] Status mute(const InputId& source, bool muted) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] Status mark(const std::string& label) TSUDOI_CONTROL_THREAD;

    const Parts parts_;
    std::vector<Macro> macros_;
    std::optional<Run> run_;
    std::unique_ptr<Timer> wait_;
    std::vector<std::function<void()>> onChange_;
};

}  // namespace tsudoi::seminar
