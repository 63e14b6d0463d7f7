// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/store/writes.h"

#include "seminar/store/names.h"
#include "seminar/store/sql.h"

namespace tsudoi::seminar::store {

namespace {

/// Staff keys and sessions belong to no seminar: NULL, so that the foreign key holds.
std::optional<SeminarId> orNull(const SeminarId& seminar) {
    return seminar.empty() ? std::nullopt : std::optional(seminar);
}

}  // namespace

void write(SQLite::Database& database, const Seminar& seminar) {
    run(database,
        "INSERT INTO seminar (id, title, speakers, contact_name, contact_phone, policy, passcode_hash,"
        " device_limit, state, starts_at_us, started_at_us, ended_at_us, replay_keep_s, replay_until_us,"
        " meeting) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, speakers = excluded.speakers,"
        " contact_name = excluded.contact_name, contact_phone = excluded.contact_phone,"
        " policy = excluded.policy, passcode_hash = excluded.passcode_hash,"
        " device_limit = excluded.device_limit, state = excluded.state,"
        " starts_at_us = excluded.starts_at_us, started_at_us = excluded.started_at_us,"
        " ended_at_us = excluded.ended_at_us, replay_keep_s = excluded.replay_keep_s,"
        " replay_until_us = excluded.replay_until_us, meeting = excluded.meeting",
        seminar.id, seminar.title, seminar.speakers, seminar.contactName, seminar.contactPhone,
        policyName(seminar.policy), seminar.passcodeHash, seminar.deviceLimit, stateName(seminar.state),
        seminar.startsAt, seminar.startedAt, seminar.endedAt, std::int64_t{seminar.replayKeep.count()},
        seminar.replayUntil, seminar.meeting);
}

void write(SQLite::Database& database, const Person& person) {
    run(database,
        "INSERT INTO person (seminar_id, id, name, affiliation, mail, key_hash, revoked, role, picture)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (seminar_id, id) DO UPDATE SET name = excluded.name,"
        " affiliation = excluded.affiliation, mail = excluded.mail, key_hash = excluded.key_hash,"
        " revoked = excluded.revoked, role = excluded.role, picture = excluded.picture",
        person.seminar, person.id, person.name, person.affiliation, person.mail, person.key, person.revoked,
        roleName(person.role), screenPictureName(person.picture));
}

void write(SQLite::Database& database, const AccessKey& key) {
    run(database,
        "INSERT INTO access_key (hash, role, seminar_id, person_id, revoked) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (hash) DO UPDATE SET role = excluded.role, seminar_id = excluded.seminar_id,"
        " person_id = excluded.person_id, revoked = excluded.revoked",
        key.hash, roleName(key.role), orNull(key.seminar), key.person, key.revoked);
}

void write(SQLite::Database& database, const Session& session) {
    run(database,
        "INSERT INTO session (hash, role, seminar_id, person_id, name, created_at_us,"
        " activated_at_us, displaced, revoked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (hash) DO UPDATE SET role = excluded.role, seminar_id = excluded.seminar_id,"
        " person_id = excluded.person_id, name = excluded.name,"
        " created_at_us = excluded.created_at_us, activated_at_us = excluded.activated_at_us,"
        " displaced = excluded.displaced, revoked = excluded.revoked",
        session.hash, roleName(session.role), orNull(session.seminar), session.person, session.name, session.createdAt,
        session.activatedAt, session.displaced, session.revoked);
}

void write(SQLite::Database& database, const StaffAccount& account) {
    run(database,
        "INSERT INTO staff (name, role, password_hash, changed_at_us) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET role = excluded.role,"
        " password_hash = excluded.password_hash, changed_at_us = excluded.changed_at_us",
        account.name, roleName(account.role), account.passwordHash, account.changedAt);
}

void write(SQLite::Database& database, const InputSpec& input, int order) {
    run(database,
        "INSERT INTO input (id, position, name, kind, path, repeats, url, passphrase, video_device,"
        " audio_device, interlacing, on_stage, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET position = excluded.position, name = excluded.name,"
        " kind = excluded.kind, path = excluded.path, repeats = excluded.repeats,"
        " url = excluded.url, passphrase = excluded.passphrase,"
        " video_device = excluded.video_device, audio_device = excluded.audio_device,"
        " interlacing = excluded.interlacing, on_stage = excluded.on_stage,"
        " owner = excluded.owner",
        input.id, order, input.name, inputKindName(input.kind), input.path, input.loop, input.url, input.passphrase,
        input.videoDevice, input.audioDevice, interlacingName(input.interlacing), input.onStage, input.owner);
}

void write(SQLite::Database& database, const InputId& input, const SourceSettings& settings) {
    run(database,
        "INSERT INTO source (input_id, gain_db, muted, delay_ms, echo_cancellation, high_pass, less_noise, gate_db,"
        " compressor, auto_level, pan, follow, spare) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (input_id) DO UPDATE SET gain_db = excluded.gain_db, muted = excluded.muted,"
        " delay_ms = excluded.delay_ms, echo_cancellation = excluded.echo_cancellation,"
        " high_pass = excluded.high_pass, less_noise = excluded.less_noise, gate_db = excluded.gate_db,"
        " compressor = excluded.compressor, auto_level = excluded.auto_level, pan = excluded.pan,"
        " follow = excluded.follow, spare = excluded.spare",
        input, settings.gainDb, settings.muted, std::int64_t{settings.delay.count()}, settings.echoCancellation,
        settings.shape.highPass, settings.shape.lessNoise, settings.shape.gateDb, settings.shape.compressor,
        settings.shape.autoLevel, settings.pan, audioFollowName(settings.follow), settings.spare);
}

void write(SQLite::Database& database, const Transition& transition) {
    run(database,
        "INSERT INTO transition_setting (only_row, kind, duration_ms) VALUES (1, ?, ?)"
        " ON CONFLICT (only_row) DO UPDATE SET kind = excluded.kind,"
        " duration_ms = excluded.duration_ms",
        transitionName(transition.kind), std::int64_t{transition.duration.count()});
}

void write(SQLite::Database& database, const std::optional<Slate>& slate) {
    run(database, "DELETE FROM slate");
    if (slate) {
        run(database, "INSERT INTO slate (only_row, kind, words) VALUES (1, ?, ?)", slateName(slate->kind),
            slate->text);
    }
}

void erase(SQLite::Database& database, const SeminarId& seminar) {
    run(database, "DELETE FROM seminar WHERE id = ?", seminar);
}

void erase(SQLite::Database& database, const KeyHash& session) {
    run(database, "DELETE FROM session WHERE hash = ?", session);
}

void erase(SQLite::Database& database, const InputId& input) {
    run(database, "DELETE FROM input WHERE id = ?", input);
    run(database, "DELETE FROM source WHERE input_id = ?", input);
}

}  // namespace tsudoi::seminar::store
