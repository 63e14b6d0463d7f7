// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <filesystem>

namespace SQLite {
class Database;
}

namespace tsudoi::seminar::store {

/// Brings a database from whatever version it has to the newest, each step in one transaction, and notes it in the
/// table schema_migration. \error WrongState: the file was made by a newer version of the program
[[nodiscard]] Status migrate(SQLite::Database& database, const std::filesystem::path& path);

/// The same, but no further than to a version: what an older program would have made, for tests.
[[nodiscard]] Status migrateTo(int version, SQLite::Database& database, const std::filesystem::path& path);

/// The version this program makes.
[[nodiscard]] int newestSchema() noexcept;

}  // namespace tsudoi::seminar::store
