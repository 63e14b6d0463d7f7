// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/ports.h"

#include <optional>
#include <vector>

namespace SQLite {
class Database;
}

/// Every row back into its value. Threads: thread-bound (the thread that has the connection). Throw SQLite::Exception.
namespace tsudoi::seminar::store {

[[nodiscard]] StoredState readEverything(SQLite::Database& database);
/// \return by name
[[nodiscard]] std::vector<StaffAccount> readStaff(SQLite::Database& database);
[[nodiscard]] std::optional<StaffAccount> readStaff(SQLite::Database& database, const StaffName& name);

}  // namespace tsudoi::seminar::store
