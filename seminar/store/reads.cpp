// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/store/reads.h"

#include "seminar/store/macro_rows.h"
#include "seminar/store/names.h"
#include "seminar/store/scene_rows.h"
#include "seminar/store/sql.h"

#include <SQLiteCpp/Transaction.h>

namespace tsudoi::seminar::store {

namespace {

Seminar seminarIn(Row& row) {
    Seminar seminar;
    seminar.id = row.id<SeminarId>();
    seminar.title = row.text();
    seminar.speakers = row.text();
    seminar.contactName = row.text();
    seminar.contactPhone = row.text();
    seminar.policy = row.named(policyByName, AccessPolicy::Personal);
    seminar.passcodeHash = row.text();
    seminar.deviceLimit = row.small();
    seminar.state = row.named(stateByName, SeminarState::Draft);
    seminar.startsAt = row.maybeTime();
    seminar.startedAt = row.maybeTime();
    seminar.endedAt = row.maybeTime();
    seminar.replayKeep = std::chrono::seconds(row.number());
    seminar.replayUntil = row.maybeTime();
    seminar.meeting = row.flag();
    return seminar;
}

Person personIn(Row& row) {
    Person person;
    person.seminar = row.id<SeminarId>();
    person.id = row.id<PersonId>();
    person.name = row.text();
    person.affiliation = row.text();
    person.mail = row.text();
    person.key = row.hash();
    person.revoked = row.flag();
    person.role = row.named(roleByName, Role::Attendee);
    person.picture = row.named(screenPictureByName, ScreenPicture::Programme);
    return person;
}

AccessKey keyIn(Row& row) {
    AccessKey key;
    key.hash = row.hash();
    key.role = row.named(roleByName, Role::Attendee);
    key.seminar = row.id<SeminarId>();
    key.person = row.id<PersonId>();
    key.revoked = row.flag();
    return key;
}

Session sessionIn(Row& row) {
    Session session;
    session.hash = row.hash();
    session.role = row.named(roleByName, Role::Attendee);
    session.seminar = row.id<SeminarId>();
    session.person = row.id<PersonId>();
    session.name = row.text();
    session.createdAt = row.time();
    session.activatedAt = row.time();
    session.displaced = row.flag();
    session.revoked = row.flag();
    return session;
}

StaffAccount accountIn(Row& row) {
    StaffAccount account;
    account.name = row.id<StaffName>();
    account.role = row.named(roleByName, Role::Operator);
    account.passwordHash = row.text();
    account.changedAt = row.time();
    return account;
}

InputSpec inputIn(Row& row) {
    InputSpec input;
    input.id = row.id<InputId>();
    input.name = row.text();
    input.kind = row.named(inputKindByName, InputKind::Test);
    input.path = row.text();
    input.loop = row.flag();
    input.url = row.text();
    input.passphrase = row.text();
    input.videoDevice = row.text();
    input.audioDevice = row.text();
    input.interlacing = row.named(interlacingByName, Interlacing::Auto);
    input.onStage = row.flag();
    input.owner = row.id<InputId>();
    return input;
}

StoredStudio readStudio(SQLite::Database& database) {
    StoredStudio studio;
    studio.layouts = readLayouts(database);
    studio.preview = readScene(database, SceneRole::Preview, studio.layouts);
    studio.programme = readScene(database, SceneRole::Programme, studio.layouts);
    forEachRow(database, "SELECT kind, duration_ms FROM transition_setting", [&](Row& row) {
        const auto kind = row.named(transitionByName, TransitionKind::Cut);
        studio.transition = Transition{kind, std::chrono::milliseconds(row.number())};
    });
    forEachRow(database, "SELECT kind, words FROM slate", [&](Row& row) {
        const auto kind = row.named(slateByName, SlateKind::Break);
        studio.slate = Slate{kind, row.text()};
    });
    constexpr const char* kSources =
        "SELECT input_id, gain_db, muted, delay_ms, echo_cancellation, high_pass, less_noise, gate_db, compressor,"
        " auto_level, pan, follow, spare FROM source";
    forEachRow(database, kSources, [&](Row& row) {
        SourceSettings& source = studio.sources[row.id<InputId>()];
        source.gainDb = row.real();
        source.muted = row.flag();
        source.delay = std::chrono::milliseconds(row.number());
        source.echoCancellation = row.flag();
        source.shape.highPass = row.flag();
        source.shape.lessNoise = row.flag();
        source.shape.gateDb = row.real();
        source.shape.compressor = row.flag();
        source.shape.autoLevel = row.flag();
        source.pan = row.real();
        source.follow = row.named(audioFollowByName, AudioFollow::Off);
        source.spare = row.id<InputId>();
    });
    studio.presets = readPresets(database, studio.layouts);
    studio.macros = readMacros(database);
    studio.director = readSwitch(database, kDirectorSwitch);
    return studio;
}

}  // namespace

StoredState readEverything(SQLite::Database& database) {
    SQLite::Transaction oneMoment(database);
    StoredState state;
    state.seminars =
        readAll(database,
                "SELECT id, title, speakers, contact_name, contact_phone, policy, passcode_hash, device_limit,"
                " state, starts_at_us, started_at_us, ended_at_us, replay_keep_s, replay_until_us, meeting"
                " FROM seminar ORDER BY id",
                seminarIn);
    state.people = readAll(database,
                           "SELECT seminar_id, id, name, affiliation, mail, key_hash, revoked, role, picture"
                           " FROM person ORDER BY seminar_id, id",
                           personIn);
    state.keys =
        readAll(database,
                "SELECT hash, role, COALESCE(seminar_id, ''), person_id, revoked FROM access_key ORDER BY hash", keyIn);
    state.sessions = readAll(database,
                             "SELECT hash, role, COALESCE(seminar_id, ''), person_id, name,"
                             " created_at_us, activated_at_us, displaced, revoked"
                             " FROM session ORDER BY hash",
                             sessionIn);
    state.inputs = readAll(database,
                           "SELECT id, name, kind, path, repeats, url, passphrase, video_device,"
                           " audio_device, interlacing, on_stage, owner FROM input ORDER BY position, id",
                           inputIn);
    state.studio = readStudio(database);
    return state;
}

std::vector<StaffAccount> readStaff(SQLite::Database& database) {
    return readAll(database, "SELECT name, role, password_hash, changed_at_us FROM staff ORDER BY name", accountIn);
}

std::optional<StaffAccount> readStaff(SQLite::Database& database, const StaffName& name) {
    SQLite::Statement query(database, "SELECT name, role, password_hash, changed_at_us FROM staff WHERE name = ?");
    bind(query, 1, name);
    if (!query.executeStep()) {
        return std::nullopt;
    }
    Row row(query);
    return accountIn(row);
}

}  // namespace tsudoi::seminar::store
