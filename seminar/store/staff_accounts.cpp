// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/store/staff_accounts.h"

#include "seminar/store/database.h"
#include "seminar/store/reads.h"
#include "seminar/store/sql.h"
#include "seminar/store/writes.h"

#include <algorithm>

namespace tsudoi::seminar {

namespace {

constexpr std::size_t kMaxNameLength = 64;

Status validate(const StaffAccount& account) {
    const std::string& name = account.name.str();
    const auto control = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    };
    if (name.empty() || name.size() > kMaxNameLength || std::ranges::any_of(name, control)) {
        return fail(ErrorCode::InvalidArgument,
                    Text{"名前は 1 から 64 文字（制御文字なし）にしてください。",
                         "A staff name has 1 to 64 characters, none of them control characters."});
    }
    if (!isStaff(account.role)) {
        return fail(ErrorCode::InvalidArgument, Text{"役割は operator、organiser、admin のどれかです。",
                                                     "The role is operator, organiser or admin."});
    }
    return {};
}

}  // namespace

Status saveStaff(const std::filesystem::path& database, const StaffAccount& account) {
    if (const Status valid = validate(account); !valid) {
        return valid;
    }
    const auto opened = store::openForWriting(database);
    if (!opened) {
        return fail(opened.error());
    }
    return store::inTransaction(**opened, [&](auto& inside) { store::write(inside, account); });
}

Result<std::vector<StaffAccount>> allStaff(const std::filesystem::path& database) {
    const auto opened = store::openForWriting(database);
    if (!opened) {
        return fail(opened.error());
    }
    std::vector<StaffAccount> accounts;
    const Status read = store::inTransaction(**opened, [&](auto& inside) { accounts = store::readStaff(inside); });
    if (!read) {
        return fail(read.error());
    }
    return accounts;
}

Status removeStaff(const std::filesystem::path& database, const StaffName& name) {
    const auto opened = store::openForWriting(database);
    if (!opened) {
        return fail(opened.error());
    }
    bool found = false;
    const Status removed = store::inTransaction(**opened, [&](SQLite::Database& inside) {
        store::run(inside, "DELETE FROM staff WHERE name = ?", name);
        found = inside.getChanges() > 0;
    });
    if (removed && !found) {
        return fail(ErrorCode::NotFound, Text{"「" + name.str() + "」というスタッフはいません。",
                                              "There is no staff account \"" + name.str() + "\"."});
    }
    return removed;
}

}  // namespace tsudoi::seminar
