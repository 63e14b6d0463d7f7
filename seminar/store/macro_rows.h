// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/macro.h"

#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

/// Macros and switches of the studio into their rows and back. Threads: thread-bound. Throw SQLite::Exception.
namespace tsudoi::seminar::store {

void write(SQLite::Database& database, const std::vector<Macro>& macros);  ///< all of them
[[nodiscard]] std::vector<Macro> readMacros(SQLite::Database& database);

inline constexpr std::string_view kDirectorSwitch = "director";
void writeSwitch(SQLite::Database& database, std::string_view name, bool on);
[[nodiscard]] bool readSwitch(SQLite::Database& database, std::string_view name);

}  // namespace tsudoi::seminar::store
