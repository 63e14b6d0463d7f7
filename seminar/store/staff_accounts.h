// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "seminar/access.h"

#include <filesystem>
#include <vector>

/// Staff accounts for the command line. They may be changed while a server runs on the same file; it reads them at
/// log-in time. Each call opens the database, waits at most a few seconds for other writers, and closes it. Blocks.
namespace tsudoi::seminar {

/// Adds an account or replaces the one of that name. \error InvalidArgument (name, role), else as SqliteStore::open
[[nodiscard]] Status saveStaff(const std::filesystem::path& database, const StaffAccount& account);
/// \return by name
[[nodiscard]] Result<std::vector<StaffAccount>> allStaff(const std::filesystem::path& database);
/// \error NotFound: no such account
[[nodiscard]] Status removeStaff(const std::filesystem::path& database, const StaffName& name);

}  // namespace tsudoi::seminar
