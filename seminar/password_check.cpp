// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/password_check.h"

#include "base/log.h"
#include "seminar/guest_list.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

namespace tsudoi::seminar {

namespace {

constexpr int kNoLimit = std::numeric_limits<int>::max();

Error tooMany() {
    return {ErrorCode::TooMany,
            {"ただいま混み合っています。少し待ってからもう一度お試しください。",
             "Too many people are signing in at once. Please try again in a moment."}};
}

/// Takes as long for a name that does not exist as for a wrong password.
/// \param rightOnce  the account's hash when this password was right; empty: it was not
Result<StaffAccount> checkStaff(const Store& store, const Crypto& crypto, const StaffName& user,
                                const std::string& password, const std::string& rightOnce) {
    const auto account = store.findStaff(user);
    if (!account) {
        return fail(account.error());
    }
    if (!*account) {
        (void)crypto.hashPassword(password);
        return fail(notAdmitted());
    }
    const std::string& hash = (*account)->passwordHash;
    const bool right = (!rightOnce.empty() && rightOnce == hash) || crypto.passwordMatches(password, hash);
    if (!right || !isStaff((*account)->role)) {
        return fail(notAdmitted());
    }
    return **account;
}

}  // namespace

template <typename T>
bool PasswordCheck::onWorker(std::function<T()> work, std::function<void(T)> done, int limit) {
    if (pending_ >= limit) {
        return false;
    }
    auto back = lifetime_.bind([this, done = std::move(done)](T& result) {
        --pending_;
        done(std::move(result));
    });
    Executor& control = control_;
    const bool taken = worker_.post([&control, work = std::move(work), back]() mutable {
        auto result = std::make_shared<T>(work());
        control.post([back, result]() mutable { back(*result); });
    });
    pending_ += taken ? 1 : 0;
    return taken;
}

void PasswordCheck::staff(const StaffName& user, const std::string& password,
                          std::function<void(Result<StaffAccount>)> done) {
    const KeyHash digest = crypto_.hashKey(password);
    const auto known = knownStaff_.find(user);
    std::string rightOnce;
    if (known != knownStaff_.end() && known->second.digest == digest) {
        rightOnce = known->second.slowHash;
    }
    const auto answer = [this, user, digest, done](const Result<StaffAccount>& account) {
        if (account) {
            knownStaff_[user] = {account->passwordHash, digest};
        }
        done(account);
    };
    const bool begun =
        onWorker<Result<StaffAccount>>([&store = store_, &crypto = crypto_, user, password,
                                        rightOnce] { return checkStaff(store, crypto, user, password, rightOnce); },
                                       answer, rightOnce.empty() ? limit_ : kNoLimit);
    if (!begun) {
        done(fail(tooMany()));
    }
}

void PasswordCheck::passcode(const Seminar& seminar, const std::string& passcode, std::function<void(Status)> done) {
    const KeyHash digest = crypto_.hashKey(passcode);
    const auto known = known_.find(seminar.id);
    const bool rightIsKnown = known != known_.end() && known->second.fits(seminar.passcodeHash);
    if (rightIsKnown && known->second.digest == digest) {
        done({});
        return;
    }
    // Before anybody came in with the right one, nobody may be kept out because of the wrong ones.
    if (rightIsKnown && tooOftenWrong(seminar.id)) {
        done(fail(tooMany()));
        return;
    }
    const auto answer = [this, id = seminar.id, hash = seminar.passcodeHash, digest, done](bool right) {
        if (right) {
            known_[id] = {hash, digest};
        } else {
            countWrong(id);
        }
        done(right ? Status{} : fail(notAdmitted()));
    };
    const bool begun = onWorker<bool>(
        [&crypto = crypto_, passcode, hash = seminar.passcodeHash] {
            return !hash.empty() && crypto.passwordMatches(passcode, hash);
        },
        answer, limit_);
    if (!begun) {
        done(fail(tooMany()));
    }
}

bool PasswordCheck::tooOftenWrong(const SeminarId& seminar) {
    const auto found = wrong_.find(seminar);
    if (found == wrong_.end()) {
        return false;
    }
    const std::chrono::duration<double> passed = clock_.steady() - found->second.at;
    return found->second.count - passed / std::chrono::duration<double>(kWrongRefill) >= kWrongBurst;
}

void PasswordCheck::countWrong(const SeminarId& seminar) {
    Wrong& wrong = wrong_[seminar];
    const auto now = clock_.steady();
    const std::chrono::duration<double> passed = now - wrong.at;
    wrong = {std::max(0.0, wrong.count - passed / std::chrono::duration<double>(kWrongRefill)) + 1.0, now};
}

void PasswordCheck::hash(const std::string& passcode, std::function<void(std::string)> done) {
    auto back = lifetime_.bind(std::move(done));
    Executor& control = control_;
    const bool taken = worker_.post([&control, &crypto = crypto_, passcode, back]() mutable {
        control.post([back, text = crypto.hashPassword(passcode)]() mutable { back(text); });
    });
    if (!taken) {
        log::error("a new passcode was not set: too much work waits");
    }
}

void PasswordCheck::existing(std::vector<StaffName> names, std::function<void(const std::vector<StaffAccount>&)> done) {
    auto back = lifetime_.bind(std::move(done));
    Executor& control = control_;
    const bool taken = worker_.post([&control, &store = store_, names = std::move(names), back]() mutable {
        std::vector<StaffAccount> found;
        for (const StaffName& name : names) {
            const auto account = store.findStaff(name);
            if (!account) {
                return;
            }
            if (*account) {
                found.push_back(**account);
            }
        }
        control.post([back, found = std::move(found)]() mutable { back(found); });
    });
    if (!taken) {
        log::debug("staff accounts are looked up later: too much work waits");
    }
}

}  // namespace tsudoi::seminar
