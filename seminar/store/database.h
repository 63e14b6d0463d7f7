// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <filesystem>
#include <functional>
#include <memory>

/// Opening a database file, its schema, and SQLite's errors in words. Only the .cpp files of this room include it.
namespace tsudoi::seminar::store {

/// Another process may hold the write lock for this long before a write gives up.
inline constexpr int kBusyTimeoutMs = 5000;

/// Opens or makes the file for writing: WAL, foreign keys, checked, schema up to date. \error as SqliteStore::open
[[nodiscard]] Result<std::unique_ptr<SQLite::Database>> openForWriting(const std::filesystem::path& path);

/// A second connection that reads. \error as SqliteStore::open
[[nodiscard]] Result<std::unique_ptr<SQLite::Database>> openForReading(const std::filesystem::path& path);

/// Runs \p work in one transaction. \error what SQLite said; nothing was changed then
[[nodiscard]] Status inTransaction(SQLite::Database& database, const std::function<void(SQLite::Database&)>& work);

/// \return what SQLite said as something a person can act on
[[nodiscard]] Error described(const SQLite::Exception& exception, const std::filesystem::path& path);

/// Whether the same write may work later (disk full, read-only, locked), as opposed to never.
[[nodiscard]] bool mayWorkLater(ErrorCode code) noexcept;

}  // namespace tsudoi::seminar::store
