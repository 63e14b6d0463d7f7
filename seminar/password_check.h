// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "base/worker.h"
#include "seminar/access.h"
#include "seminar/ports.h"
#include "seminar/seminar.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace tsudoi::seminar {

/// Slow checks of secrets that people type: scrypt and the reading of staff accounts run on the worker, the answers
/// come back on the control thread.
///
/// A passcode that was right once is known again by its SHA-256 (in memory only): hundreds of people who come in
/// within the same minute do not queue up for scrypt. A wrong one always takes the slow way.
/// Threads: thread-bound (control thread). Answers after its destruction are dropped.
class PasswordCheck {
public:
    PasswordCheck(Store& store, const Crypto& crypto, Executor& control, Worker& worker, int limit)
        : store_(store), crypto_(crypto), control_(control), worker_(worker), limit_(limit) {}

    /// \param done  NotAllowed: no such account or wrong password, after the same time; TooMany; what the store says
    void staff(const StaffName& user, const std::string& password, std::function<void(Result<StaffAccount>)> done);
    /// \param done  NotAllowed: wrong; TooMany
    void passcode(const Seminar& seminar, const std::string& passcode, std::function<void(Status)> done);
    void hash(const std::string& passcode, std::function<void(std::string)> done);
    /// Looks which of the names still have an account. \param done  those that exist; not called when the store fails
    void existing(std::vector<StaffName> names, std::function<void(const std::vector<StaffAccount>&)> done);
    void forget(const SeminarId& seminar) { known_.erase(seminar); }

private:
    struct Known {
        std::string passcodeHash;  ///< of the seminar, when it was right
        KeyHash digest;
    };

    /// \return false: nothing was begun, too much waits already
    template <typename T>
    [[nodiscard]] bool onWorker(std::function<T()> work, std::function<void(T)> done);

    Store& store_;
    const Crypto& crypto_;
    Executor& control_;
    Worker& worker_;
    const int limit_;
    int pending_ = 0;
    std::map<SeminarId, Known> known_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::seminar
