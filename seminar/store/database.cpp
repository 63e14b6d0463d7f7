// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/store/database.h"

#include "base/unique_fd.h"
#include "seminar/store/schema.h"

#include <sqlite3.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <fcntl.h>

#include <cerrno>
#include <cstring>

namespace tsudoi::seminar::store {

namespace {

namespace fs = std::filesystem;

Error corrupt(const fs::path& path, const std::string& detail) {
    const std::string name = path.string();
    return {ErrorCode::Corrupt,
            {"データベース " + name + " が壊れています（" + detail +
                 "）。何も消していません。サーバーを止め、このファイルと -wal、-shm "
                 "を別の場所へ移してから、バックアップを戻すか、そのまま起動して新しく始めてください。",
             "The database " + name + " is damaged (" + detail +
                 "). Nothing was deleted. Stop the server, move this file with its -wal and -shm "
                 "elsewhere, then put a backup in its place or start without one."}};
}

Error diskFull(const fs::path& path) {
    return {ErrorCode::Unavailable,
            {"ディスクの空きがなく、" + path.string() +
                 " に保存できません。空きを作ってください。保存は自動で再試行します。",
             "The disk is full: " + path.string() +
                 " cannot be written. Free some space; saving is tried again by itself."}};
}

Error unwritable(const fs::path& path, const std::string& detail) {
    return {
        ErrorCode::Io,
        {path.string() + " を読み書きできません（" + detail + "）。フォルダーの権限とディスクを確かめてください。",
         path.string() + " cannot be read or written (" + detail + "). Check the folder's permissions and the disk."}};
}

Error inUse(const fs::path& path) {
    return {ErrorCode::Unavailable,
            {path.string() + " をほかのプログラムが使い続けています。それを終えてからやり直してください。",
             path.string() + " is kept busy by another program. End that one and try again."}};
}

/// Makes the file before SQLite does, so that nobody else can read it; -wal and -shm take its mode over.
Status makePrivate(const fs::path& path) {
    const UniqueFd file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!file) {
        return fail(unwritable(path, std::strerror(errno)));
    }
    return {};
}

Status check(SQLite::Database& database, const fs::path& path) {
    SQLite::Statement query(database, "PRAGMA quick_check(1)");
    const bool answered = query.executeStep();
    const std::string answer = answered ? query.getColumn(0).getString() : "no answer";
    if (answer != "ok") {
        return fail(corrupt(path, answer));
    }
    return {};
}

Status prepare(SQLite::Database& database, const fs::path& path) {
    if (const Status sound = check(database, path); !sound) {
        return sound;
    }
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA foreign_keys = ON");
    return migrate(database, path);
}

}  // namespace

Result<std::unique_ptr<SQLite::Database>> openForWriting(const fs::path& path) {
    if (const Status made = makePrivate(path); !made) {
        return fail(made.error());
    }
    try {
        auto database = std::make_unique<SQLite::Database>(path, SQLite::OPEN_READWRITE, kBusyTimeoutMs);
        if (const Status ready = prepare(*database, path); !ready) {
            return fail(ready.error());
        }
        return database;
    } catch (const SQLite::Exception& exception) {
        return fail(described(exception, path));
    }
}

Result<std::unique_ptr<SQLite::Database>> openForReading(const fs::path& path) {
    try {
        return std::make_unique<SQLite::Database>(path, SQLite::OPEN_READONLY, kBusyTimeoutMs);
    } catch (const SQLite::Exception& exception) {
        return fail(described(exception, path));
    }
}

Status inTransaction(SQLite::Database& database, const std::function<void(SQLite::Database&)>& work) {
    try {
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        work(database);
        transaction.commit();
        return {};
    } catch (const SQLite::Exception& exception) {
        return fail(described(exception, database.getFilename()));
    }
}

Error described(const SQLite::Exception& exception, const fs::path& path) {
    switch (exception.getErrorCode()) {
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return corrupt(path, exception.what());
        case SQLITE_FULL: return diskFull(path);
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return inUse(path);
        case SQLITE_IOERR:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH: return unwritable(path, exception.what());
        default: break;
    }
    return Error::plain(ErrorCode::Internal, std::string("database: ") + exception.what());
}

bool mayWorkLater(ErrorCode code) noexcept {
    return code == ErrorCode::Unavailable || code == ErrorCode::Io || code == ErrorCode::Corrupt;
}

}  // namespace tsudoi::seminar::store
