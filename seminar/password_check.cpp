// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/password_check.h"

#include "base/log.h"
#include "seminar/guest_list.h"

#include <memory>
#include <utility>

namespace tsudoi::seminar {

namespace {

Error tooMany() {
    return {ErrorCode::TooMany,
            {"ただいま混み合っています。少し待ってからもう一度お試しください。",
             "Too many people are signing in at once. Please try again in a moment."}};
}

/// Takes as long for a name that does not exist as for a wrong password.
Result<StaffAccount> checkStaff(const Store& store, const Crypto& crypto, const StaffName& user,
                                const std::string& password) {
    const auto account = store.findStaff(user);
    if (!account) {
        return fail(account.error());
    }
    if (!*account) {
        (void)crypto.hashPassword(password);
        return fail(notAdmitted());
    }
    if (!crypto.passwordMatches(password, (*account)->passwordHash) || !isStaff((*account)->role)) {
        return fail(notAdmitted());
    }
    return **account;
}

}  // namespace

template <typename T>
bool PasswordCheck::onWorker(std::function<T()> work, std::function<void(T)> done) {
    if (pending_ >= limit_) {
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
    const bool begun = onWorker<Result<StaffAccount>>(
        [&store = store_, &crypto = crypto_, user, password] { return checkStaff(store, crypto, user, password); },
        done);
    if (!begun) {
        done(fail(tooMany()));
    }
}

void PasswordCheck::passcode(const Seminar& seminar, const std::string& passcode, std::function<void(Status)> done) {
    const KeyHash digest = crypto_.hashKey(passcode);
    const auto known = known_.find(seminar.id);
    if (known != known_.end() && known->second.passcodeHash == seminar.passcodeHash && known->second.digest == digest) {
        done({});
        return;
    }
    const auto answer = [this, id = seminar.id, hash = seminar.passcodeHash, digest, done](bool right) {
        if (right) {
            known_[id] = {hash, digest};
        }
        done(right ? Status{} : fail(notAdmitted()));
    };
    const bool begun = onWorker<bool>(
        [&crypto = crypto_, passcode, hash = seminar.passcodeHash] {
            return !hash.empty() && crypto.passwordMatches(passcode, hash);
        },
        answer);
    if (!begun) {
        done(fail(tooMany()));
    }
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
