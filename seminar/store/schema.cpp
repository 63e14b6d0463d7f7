// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/store/schema.h"

#include "seminar/store/database.h"
#include "seminar/store/sql.h"

#include <array>

namespace tsudoi::seminar::store {

namespace {

/// Times are microseconds since 1970 (UTC); hashes are 32 bytes; names of states, roles and kinds are those of the
/// protocol. Plain SQL, so that another database can take it over.
constexpr const char* kFirst = R"sql(
CREATE TABLE seminar (
    id              TEXT PRIMARY KEY,
    title           TEXT NOT NULL,
    speakers        TEXT NOT NULL,
    contact_name    TEXT NOT NULL,
    contact_phone   TEXT NOT NULL,
    policy          TEXT NOT NULL,
    passcode_hash   TEXT NOT NULL,
    device_limit    INTEGER NOT NULL,
    state           TEXT NOT NULL,
    starts_at_us    INTEGER,
    started_at_us   INTEGER,
    ended_at_us     INTEGER,
    replay_keep_s   INTEGER NOT NULL,
    replay_until_us INTEGER
);
CREATE TABLE person (
    seminar_id  TEXT NOT NULL REFERENCES seminar (id) ON DELETE CASCADE,
    id          TEXT NOT NULL,
    name        TEXT NOT NULL,
    affiliation TEXT NOT NULL,
    mail        TEXT NOT NULL,
    key_hash    BLOB NOT NULL,
    revoked     INTEGER NOT NULL,
    PRIMARY KEY (seminar_id, id)
);
CREATE TABLE access_key (
    hash       BLOB PRIMARY KEY,
    role       TEXT NOT NULL,
    seminar_id TEXT REFERENCES seminar (id) ON DELETE CASCADE,
    person_id  TEXT NOT NULL,
    revoked    INTEGER NOT NULL
);
CREATE INDEX access_key_of_seminar ON access_key (seminar_id);
CREATE TABLE session (
    hash            BLOB PRIMARY KEY,
    role            TEXT NOT NULL,
    seminar_id      TEXT REFERENCES seminar (id) ON DELETE CASCADE,
    person_id       TEXT NOT NULL,
    name            TEXT NOT NULL,
    created_at_us   INTEGER NOT NULL,
    activated_at_us INTEGER NOT NULL,
    displaced       INTEGER NOT NULL,
    revoked         INTEGER NOT NULL
);
CREATE INDEX session_of_seminar ON session (seminar_id);
CREATE TABLE staff (
    name          TEXT PRIMARY KEY,
    role          TEXT NOT NULL,
    password_hash TEXT NOT NULL
);
CREATE TABLE input (
    id           TEXT PRIMARY KEY,
    position     INTEGER NOT NULL,
    name         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    path         TEXT NOT NULL,
    repeats      INTEGER NOT NULL,
    url          TEXT NOT NULL,
    passphrase   TEXT NOT NULL,
    video_device TEXT NOT NULL,
    audio_device TEXT NOT NULL,
    interlacing  TEXT NOT NULL
);
CREATE TABLE source (
    input_id TEXT PRIMARY KEY,
    gain_db  REAL NOT NULL,
    muted    INTEGER NOT NULL,
    delay_ms INTEGER NOT NULL
);
CREATE TABLE scene (
    role   TEXT PRIMARY KEY,
    layout TEXT NOT NULL
);
CREATE TABLE scene_slot (
    role     TEXT NOT NULL REFERENCES scene (role) ON DELETE CASCADE,
    slot     TEXT NOT NULL,
    input_id TEXT NOT NULL,
    PRIMARY KEY (role, slot)
);
CREATE TABLE transition_setting (
    only_row    INTEGER PRIMARY KEY CHECK (only_row = 1),
    kind        TEXT NOT NULL,
    duration_ms INTEGER NOT NULL
);
CREATE TABLE slate (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    kind     TEXT NOT NULL,
    words    TEXT NOT NULL
);
)sql";

/// Panelists.
constexpr const char* kSecond = R"sql(
ALTER TABLE person ADD COLUMN role TEXT NOT NULL DEFAULT 'attendee';
ALTER TABLE input ADD COLUMN on_stage INTEGER NOT NULL DEFAULT 1;
)sql";

/// Screens in the room are on the list, too: each link one, with a name and what it shows. Links from before get one;
/// their pages sign in again.
constexpr const char* kThird = R"sql(
ALTER TABLE person ADD COLUMN picture TEXT NOT NULL DEFAULT 'programme';
UPDATE access_key SET person_id = 'screen-' || lower(hex(substr(hash, 1, 6))) WHERE role = 'venue' AND person_id = '';
INSERT INTO person (seminar_id, id, name, affiliation, mail, key_hash, revoked, role)
    SELECT seminar_id, person_id, '会場スクリーン', '', '', hash, revoked, role FROM access_key WHERE role = 'venue';
DELETE FROM session WHERE role = 'venue';
)sql";

/// Screens that panelists share.
constexpr const char* kFourth = R"sql(
ALTER TABLE input ADD COLUMN owner TEXT NOT NULL DEFAULT '';
)sql";

/// Echo cancellation.
constexpr const char* kFifth = R"sql(
ALTER TABLE source ADD COLUMN echo_cancellation INTEGER NOT NULL DEFAULT 1;
)sql";

/// Meetings.
constexpr const char* kSixth = R"sql(
ALTER TABLE seminar ADD COLUMN meeting INTEGER NOT NULL DEFAULT 0;
)sql";

/// A changed password ends the sessions that the old one opened; strips shape their sound; presets.
constexpr const char* kSeventh = R"sql(
ALTER TABLE staff ADD COLUMN changed_at_us INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN high_pass INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN less_noise INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN gate_db REAL NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN compressor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN auto_level INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN pan REAL NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN follow TEXT NOT NULL DEFAULT 'off';
ALTER TABLE source ADD COLUMN spare TEXT NOT NULL DEFAULT '';
CREATE TABLE preset (
    id         TEXT PRIMARY KEY,
    position   INTEGER NOT NULL,
    name       TEXT NOT NULL,
    layout     TEXT NOT NULL,
    title      TEXT NOT NULL,
    title_more TEXT NOT NULL
);
CREATE TABLE preset_slot (
    preset_id TEXT NOT NULL REFERENCES preset (id) ON DELETE CASCADE,
    slot      TEXT NOT NULL,
    input_id  TEXT NOT NULL,
    PRIMARY KEY (preset_id, slot)
);
CREATE TABLE preset_sound (
    preset_id TEXT NOT NULL REFERENCES preset (id) ON DELETE CASCADE,
    input_id  TEXT NOT NULL,
    gain_db   REAL NOT NULL,
    muted     INTEGER NOT NULL,
    PRIMARY KEY (preset_id, input_id)
);
)sql";

/// Own layouts; what was adjusted about the picture in a slot; macros; switches of the studio.
constexpr const char* kEighth = R"sql(
CREATE TABLE layout (
    id       TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL
);
CREATE TABLE layout_box (
    layout_id TEXT NOT NULL REFERENCES layout (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    slot      TEXT NOT NULL,
    x         REAL NOT NULL,
    y         REAL NOT NULL,
    width     REAL NOT NULL,
    height    REAL NOT NULL,
    covers    INTEGER NOT NULL,
    PRIMARY KEY (layout_id, position)
);
CREATE TABLE framing (
    scene         TEXT NOT NULL,
    slot          TEXT NOT NULL,
    fit           TEXT NOT NULL,
    zoom          REAL NOT NULL,
    pan_x         REAL NOT NULL,
    pan_y         REAL NOT NULL,
    mirror        INTEGER NOT NULL,
    border        INTEGER NOT NULL,
    border_colour INTEGER NOT NULL,
    PRIMARY KEY (scene, slot)
);
CREATE TABLE macro (
    id       TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL
);
CREATE TABLE macro_step (
    macro_id  TEXT NOT NULL REFERENCES macro (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    action    TEXT NOT NULL,
    preset_id TEXT NOT NULL,
    source_id TEXT NOT NULL,
    slate     TEXT NOT NULL,
    words     TEXT NOT NULL,
    more      TEXT NOT NULL,
    wait_ms   INTEGER NOT NULL,
    PRIMARY KEY (macro_id, position)
);
CREATE TABLE studio_switch (
    name  TEXT PRIMARY KEY,
    is_on INTEGER NOT NULL
);
ALTER TABLE scene ADD COLUMN names INTEGER NOT NULL DEFAULT 1;
ALTER TABLE preset ADD COLUMN names INTEGER NOT NULL DEFAULT 1;
)sql";

/// A step is never changed once released; a change of the schema is a new step at the end.
constexpr std::array kMigrations{kFirst, kSecond, kThird, kFourth, kFifth, kSixth, kSeventh, kEighth};

int versionOf(SQLite::Database& database) {
    database.exec(
        "CREATE TABLE IF NOT EXISTS schema_migration ("
        "version INTEGER PRIMARY KEY, applied_at_us INTEGER NOT NULL)");
    SQLite::Statement query(database, "SELECT COALESCE(MAX(version), 0) FROM schema_migration");
    query.executeStep();
    return query.getColumn(0).getInt();
}

Error tooNew(const std::filesystem::path& path, int version) {
    const std::string has = std::to_string(version);
    const std::string knows = std::to_string(newestSchema());
    return {ErrorCode::WrongState,
            {"データベース " + path.string() + " は新しい版の tsudoi で作られています（形式 " + has + "、この版は " +
                 knows + " まで）。新しい版を使ってください。",
             "The database " + path.string() + " was made by a newer tsudoi (schema " + has +
                 "; this one knows up to " + knows + "). Use the newer version."}};
}

/// Two processes may start at the same time: the version is read again under the write lock.
void applyNext(SQLite::Database& database, int last) {
    const int version = versionOf(database);
    if (version >= last) {
        return;
    }
    database.exec(kMigrations.at(static_cast<std::size_t>(version)));
    run(database, "INSERT INTO schema_migration (version, applied_at_us) VALUES (?, ?)", version + 1,
        std::chrono::system_clock::now());
}

}  // namespace

int newestSchema() noexcept {
    return static_cast<int>(kMigrations.size());
}

Status migrate(SQLite::Database& database, const std::filesystem::path& path) {
    return migrateTo(newestSchema(), database, path);
}

Status migrateTo(int last, SQLite::Database& database, const std::filesystem::path& path) {
    int version = 0;
    const Status read = inTransaction(database, [&](auto& inside) { version = versionOf(inside); });
    if (!read) {
        return read;
    }
    if (version > newestSchema()) {
        return fail(tooNew(path, version));
    }
    for (; version < last; ++version) {
        const Status applied = inTransaction(database, [last](auto& inside) { applyNext(inside, last); });
        if (!applied) {
            return applied;
        }
    }
    return {};
}

}  // namespace tsudoi::seminar::store
