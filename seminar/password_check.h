// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/worker.h"
#include "seminar/access.h"
#include "seminar/ports.h"
#include "seminar/seminar.h"

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tsudoi::seminar {

/// Slow checks of secrets that people type: scrypt and the reading of staff accounts run on the worker, the answers
/// come back on the control thread.
///
/// A passcode or password that was right once is known again by its SHA-256 (in memory only): hundreds of people who
/// come in within the same minute do not queue up for scrypt, and staff come in while others guess. A wrong one always
/// takes the slow way; of a seminar whose right passcode is known, only so many in all.
/// Threads: thread-bound (control thread). Answers after its destruction are dropped.
class PasswordCheck {
public:
    PasswordCheck(Store& store, const Crypto& crypto, Executor& control, Worker& worker, int limit, Clock clock)
        : store_(store), crypto_(crypto), control_(control), worker_(worker), limit_(limit), clock_(std::move(clock)) {}

    /// Wrong passcodes of one seminar, from wherever: so many at once, then one more every kWrongRefill.
    static constexpr int kWrongBurst = 60;
    static constexpr std::chrono::seconds kWrongRefill{10};

    /// \param done  NotAllowed: no such account or wrong password, after the same time; TooMany; what the store says
    void staff(const StaffName& user, const std::string& password, std::function<void(Result<StaffAccount>)> done);
    /// \param done  NotAllowed: wrong; TooMany
    void passcode(const Seminar& seminar, const std::string& passcode, std::function<void(Status)> done);
    void hash(const std::string& passcode, std::function<void(std::string)> done);
    /// Looks which of the names still have an account. \param done  those that exist; not called when the store fails
    void existing(std::vector<StaffName> names, std::function<void(const std::vector<StaffAccount>&)> done);
    void forget(const SeminarId& seminar) {
        known_.erase(seminar);
        wrong_.erase(seminar);
    }

private:
    struct Known {
        std::string slowHash;  ///< of the seminar or account, when it was right
        KeyHash digest;

        [[nodiscard]] bool fits(const std::string& hash) const { return slowHash == hash; }
    };
    struct Wrong {
        double count = 0;
        std::chrono::steady_clock::time_point at{};
    };
    [[nodiscard]] bool tooOftenWrong(const SeminarId& seminar);
    void countWrong(const SeminarId& seminar);

    /// \return false: nothing was begun, too much waits already
    template <typename T>
    [[nodiscard]] bool onWorker(std::function<T()> work, std::function<void(T)> done, int limit);

    Store& store_;
    const Crypto& crypto_;
    Executor& control_;
    Worker& worker_;
    const int limit_;
    int pending_ = 0;
    const Clock clock_;
    std::map<SeminarId, Known> known_;
    std::map<StaffName, Known> knownStaff_;
    std::map<SeminarId, Wrong> wrong_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::seminar
