// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/thread_role.h"
#include "seminar/access_table.h"

#include <functional>
#include <utility>

namespace tsudoi::signaling {

/// The part of the access table that /api/session needs.
///
/// Threads: thread-bound (control thread).
class SessionGate {
public:
    virtual ~SessionGate() = default;
    virtual void enter(seminar::EntryRequest request,
                       std::function<void(Result<seminar::Entry>)> done) TSUDOI_CONTROL_THREAD = 0;
    virtual void leave(const seminar::KeyHash& session) TSUDOI_CONTROL_THREAD = 0;
};

/// The real one.
class AccessTableGate final : public SessionGate {
public:
    explicit AccessTableGate(seminar::AccessTable& table) : table_(table) {}

    void enter(seminar::EntryRequest request,
               std::function<void(Result<seminar::Entry>)> done) override TSUDOI_CONTROL_THREAD {
        table_.enter(std::move(request), std::move(done));
    }
    void leave(const seminar::KeyHash& session) override TSUDOI_CONTROL_THREAD { table_.leave(session); }

private:
    seminar::AccessTable& table_;
};

}  // namespace tsudoi::signaling
