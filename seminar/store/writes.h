// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/ports.h"

namespace SQLite {
class Database;
}

/// Every value into its rows. Threads: thread-bound (the thread that has the connection). Throw SQLite::Exception.
namespace tsudoi::seminar::store {

void write(SQLite::Database& database, const Seminar& seminar);
void write(SQLite::Database& database, const Person& person);
void write(SQLite::Database& database, const AccessKey& key);
void write(SQLite::Database& database, const Session& session);
void write(SQLite::Database& database, const StaffAccount& account);
void write(SQLite::Database& database, const InputSpec& input, int order);
void write(SQLite::Database& database, const InputId& input, const SourceSettings& settings);
void write(SQLite::Database& database, const Transition& transition);
void write(SQLite::Database& database, const std::optional<Slate>& slate);
void erase(SQLite::Database& database, const SeminarId& seminar);
void erase(SQLite::Database& database, const KeyHash& session);
void erase(SQLite::Database& database, const InputId& input);

}  // namespace tsudoi::seminar::store
