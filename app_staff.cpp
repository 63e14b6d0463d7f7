// SPDX-License-Identifier: GPL-3.0-or-later
// tsudoi staff add|list|remove
#include "app_commands.h"
#include "app_data.h"
#include "app_password.h"
#include "seminar/store/staff_accounts.h"
#include "signaling/crypto.h"

#include <filesystem>
#include <istream>
#include <ostream>
#include <system_error>

namespace tsudoi {

namespace {

namespace fs = std::filesystem;

int addAccount(const StaffOptions& options, const fs::path& database, Streams streams) {
    std::error_code error;
    fs::create_directories(database.parent_path(), error);  // saving says why, if this failed
    const auto password = app::readPassword(streams.in, streams.err, streams.terminal);
    if (!password) {
        return explain(password.error(), streams.err);
    }
    if (password->size() < app::kAdvisedPasswordLength) {
        streams.err << "パスワードは " << app::kAdvisedPasswordLength << " 文字以上をおすすめします。 / A password of "
                    << app::kAdvisedPasswordLength << " characters or more is advised.\n";
    }
    const signaling::OpenSslCrypto crypto;
    const Status saved = seminar::saveStaff(database, {.name = StaffName(options.name),
                                                       .role = options.role,
                                                       .passwordHash = crypto.hashPassword(*password),
                                                       .changedAt = std::chrono::system_clock::now()});
    if (!saved) {
        return explain(saved.error(), streams.err);
    }
    streams.out << options.name << " (" << seminar::roleName(options.role) << ") saved\n";
    return kExitDone;
}

int listAccounts(const fs::path& database, Streams streams) {
    const auto accounts = seminar::allStaff(database);
    if (!accounts) {
        return explain(accounts.error(), streams.err);
    }
    for (const seminar::StaffAccount& account : *accounts) {
        streams.out << account.name.str() << '\t' << seminar::roleName(account.role) << '\n';
    }
    return kExitDone;
}

int removeAccount(const StaffOptions& options, const fs::path& database, Streams streams) {
    const Status removed = seminar::removeStaff(database, StaffName(options.name));
    if (!removed) {
        return explain(removed.error(), streams.err);
    }
    streams.out << options.name << " removed\n";
    return kExitDone;
}

}  // namespace

int runStaff(const StaffOptions& options, Streams streams) {
    const auto directory = dataDirectory(options.config, options.data, streams.err);
    if (!directory) {
        return kExitUsage;
    }
    const fs::path database = *directory / app::kDatabaseFile;
    switch (options.action) {
        case StaffAction::Add: return addAccount(options, database, streams);
        case StaffAction::Remove: return removeAccount(options, database, streams);
        case StaffAction::List: break;
    }
    return listAccounts(database, streams);
}

}  // namespace tsudoi
