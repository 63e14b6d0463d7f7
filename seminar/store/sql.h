// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/media.h"
#include "seminar/access.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The house's types as SQL values, both ways. Only the .cpp files of this room include it.
namespace tsudoi::seminar::store {

using std::chrono::microseconds;

inline std::int64_t asMicroseconds(WallTime time) {
    return std::chrono::duration_cast<microseconds>(time.time_since_epoch()).count();
}

inline void bind(SQLite::Statement& statement, int place, const std::string& value) {
    statement.bind(place, value);
}
inline void bind(SQLite::Statement& statement, int place, std::string_view value) {
    statement.bind(place, std::string(value));
}
inline void bind(SQLite::Statement& statement, int place, std::int64_t value) {
    statement.bind(place, value);
}
inline void bind(SQLite::Statement& statement, int place, int value) {
    statement.bind(place, value);
}
inline void bind(SQLite::Statement& statement, int place, double value) {
    statement.bind(place, value);
}
inline void bind(SQLite::Statement& statement, int place, bool value) {
    statement.bind(place, value ? 1 : 0);
}
inline void bind(SQLite::Statement& statement, int place, WallTime value) {
    statement.bind(place, asMicroseconds(value));
}
inline void bind(SQLite::Statement& statement, int place, const KeyHash& value) {
    statement.bind(place, value.bytes.data(), static_cast<int>(value.bytes.size()));
}
template <typename Tag>
void bind(SQLite::Statement& statement, int place, const Id<Tag>& value) {
    statement.bind(place, value.str());
}
/// Nothing becomes NULL.
template <typename T>
void bind(SQLite::Statement& statement, int place, const std::optional<T>& value) {
    if (value) {
        bind(statement, place, *value);
    } else {
        statement.bind(place);
    }
}

/// Executes one statement with its parameters in order.
template <typename... Values>
void run(SQLite::Database& database, const char* sql, const Values&... values) {
    SQLite::Statement statement(database, sql);
    int place = 0;
    (bind(statement, ++place, values), ...);
    statement.exec();
}

/// The columns of one row, taken from left to right.
class Row {
public:
    explicit Row(SQLite::Statement& statement) : statement_(statement) {}

    std::string text() { return next().getString(); }
    std::int64_t number() { return next().getInt64(); }
    int small() { return next().getInt(); }
    double real() { return next().getDouble(); }
    bool flag() { return next().getInt() != 0; }
    WallTime time() { return WallTime(microseconds(number())); }
    std::optional<WallTime> maybeTime() {
        const SQLite::Column column = next();
        return column.isNull() ? std::nullopt : std::optional<WallTime>(microseconds(column.getInt64()));
    }
    template <typename T>
    T id() {
        return T(text());
    }
    KeyHash hash() {
        const SQLite::Column column = next();
        KeyHash hash;
        if (static_cast<std::size_t>(column.getBytes()) == hash.bytes.size()) {
            const auto* bytes = static_cast<const std::byte*>(column.getBlob());
            std::copy_n(bytes, hash.bytes.size(), hash.bytes.begin());
        }
        return hash;
    }
    /// A name out of an enum; a name that this version does not know becomes \p otherwise.
    template <typename T>
    T named(std::optional<T> (*byName)(std::string_view) noexcept, T otherwise) {
        return byName(text()).value_or(otherwise);
    }

private:
    SQLite::Column next() { return statement_.getColumn(column_++); }

    SQLite::Statement& statement_;
    int column_ = 0;
};

/// Calls \p each with every row of a query.
template <typename F>
void forEachRow(SQLite::Database& database, const char* sql, F&& each) {
    SQLite::Statement query(database, sql);
    while (query.executeStep()) {
        Row row(query);
        each(row);
    }
}

/// \return every row of a query as \p in reads it
template <typename T>
std::vector<T> readAll(SQLite::Database& database, const char* sql, T (*in)(Row&)) {
    std::vector<T> all;
    forEachRow(database, sql, [&](Row& row) { all.push_back(in(row)); });
    return all;
}

}  // namespace tsudoi::seminar::store
