// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/store/sqlite_store.h"

#include "seminar/store/schema.h"
#include "support/store_folder.h"

#include <doctest/doctest.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <sys/stat.h>

#include <fstream>

using namespace tsudoi;
using namespace tsudoi::seminar;
using namespace std::chrono_literals;
using tests::opened;
using tests::StoreFolder;

namespace {

KeyHash hashOf(unsigned char byte) {
    KeyHash hash;
    hash.bytes.fill(static_cast<std::byte>(byte));
    return hash;
}

WallTime at(std::chrono::microseconds time) {
    return WallTime(1'790'000'000s + time);
}

Seminar fullSeminar() {
    Seminar seminar;
    seminar.id = SeminarId("spring");
    seminar.title = "春の講演会 \"'; DROP TABLE seminar; --";
    seminar.speakers = "山田 太郎";
    seminar.contactName = "事務局";
    seminar.contactPhone = "03-0000-0000";
    seminar.meeting = true;
    seminar.policy = AccessPolicy::Passcode;
    seminar.passcodeHash = "scrypt:text";
    seminar.deviceLimit = 3;
    seminar.state = SeminarState::Ended;
    seminar.startsAt = at(0us);
    seminar.startedAt = at(1us);
    seminar.endedAt = at(2h);
    seminar.replayKeep = 7 * 24h;
    seminar.replayUntil = at(7 * 24h);
    return seminar;
}

/// \return the names that a query gives
std::vector<std::string> names(SQLite::Database& database, const std::string& query) {
    std::vector<std::string> all;
    for (SQLite::Statement statement(database, query); statement.executeStep();) {
        all.push_back(statement.getColumn(0).getString());
    }
    return all;
}

/// The same data as a program of the second schema would have kept them: before screens had names, panelists shared
/// theirs, echo was taken out, there were meetings, and all that came later.
void backToSecondSchema(const StoreFolder& folder) {
    const auto old = folder.path() / "old.db";
    {
        SQLite::Database database(old, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        REQUIRE(store::migrateTo(2, database, old).has_value());
        database.exec("ATTACH '" + folder.database().string() + "' AS newest");
        for (const std::string& table : names(database, "SELECT name FROM main.sqlite_master WHERE type = 'table'")) {
            std::string columns;
            for (const std::string& column : names(database, "SELECT name FROM pragma_table_info('" + table + "')")) {
                columns += (columns.empty() ? "" : ", ") + column;
            }
            if (table != "schema_migration") {
                database.exec("INSERT INTO main." + table + " (" + columns + ") SELECT " + columns + " FROM newest." +
                              table);
            }
        }
    }
    for (const char* more : {"-wal", "-shm"}) {
        std::filesystem::remove(folder.database().string() + more);
    }
    std::filesystem::rename(old, folder.database());
}

InputSpec fullInput() {
    InputSpec input;
    input.id = InputId("srt-1");
    input.name = "二号館";
    input.kind = InputKind::Srt;
    input.loop = false;
    input.url = "srt://0.0.0.0:7001";
    input.passphrase = "a passphrase";
    input.onStage = false;
    input.owner = InputId("tokyo");
    input.interlacing = Interlacing::Interlaced;
    return input;
}

}  // namespace

TEST_CASE("what was saved is loaded again, field by field") {
    StoreFolder folder;
    const Seminar seminar = fullSeminar();
    Seminar plain;
    plain.id = SeminarId("plain");
    const Person person{PersonId("taro"),        seminar.id, "太郎", "大学",
                        "taro@example.jp",       hashOf(1),  true,   Role::Venue,
                        ScreenPicture::Panelists};
    const AccessKey key{hashOf(1), Role::Attendee, seminar.id, person.id, true};
    const AccessKey staffKey{hashOf(2), Role::Operator, {}, {}, false};
    const Session session{hashOf(3), Role::Attendee, seminar.id, person.id, "太郎", at(1us), at(2us), true, false};
    const Session staffSession{hashOf(4), Role::Admin, {}, {}, "hana", at(3us), at(4us), false, true};
    Scene scene{LayoutKind::LecturerSlides, {{"lecturer", InputId("srt-1")}, {"slides", InputId("slides")}}};
    scene.framing["lecturer"] = {Fit::Contain, 2.5, -0.5, 1, true, 6, 0x12AB34};
    scene.names = false;
    const auto own = std::make_shared<const OwnLayout>(OwnLayout{
        LayoutId("l1"), "二人", {{"slides", 0, 0, 1, 1, Fit::Contain}, {"1", 0.5, 0.25, 0.5, 0.5, Fit::Cover}}});
    const auto plainOwn = std::make_shared<const OwnLayout>(OwnLayout{LayoutId("l2"), "一人", {{.slot = "main"}}});
    Scene ownScene{LayoutKind::Own, {{"1", InputId("x")}}};
    ownScene.own = own;
    ownScene.framing["slides"] = {Fit::Cover};
    const SourceSettings sound{
        -4.5, true, 80ms, false, {true, true, -50, true, true}, -0.5, AudioFollow::Fade, InputId("spare")};
    const Preset talk{PresetId("p1"), "講演", scene, Title{"山田", "大学"}, {{InputId("srt-1"), {-3, true}}}};
    const Preset plainPreset{PresetId("p2"), "休憩", ownScene, {}, {}};
    const Macro macro{MacroId("m1"),
                      "開演",
                      {{.action = MacroAction::Preset, .preset = PresetId("p1")},
                       {.action = MacroAction::Wait, .wait = 2500ms},
                       {.action = MacroAction::Slate, .slate = SlateKind::Trouble, .text = "少々"},
                       {.action = MacroAction::Title, .text = "山田", .more = "大学"},
                       {.action = MacroAction::Mute, .source = InputId("srt-1")}}};
    const Macro shortMacro{MacroId("m2"), "切替", {{.action = MacroAction::Cut}}};
    {
        const auto store = opened(folder);
        store->saveMacros({macro});
        store->saveMacros({shortMacro, macro});
        store->saveDirector(false);
        store->saveDirector(true);
        store->saveSeminar(seminar);
        store->saveSeminar(plain);
        store->savePerson(person);
        store->saveKey(key);
        store->saveKey(staffKey);
        store->saveSession(session);
        store->saveSession(staffSession);
        store->saveInput(fullInput(), 1);
        store->saveInput({.id = InputId("first")}, 0);
        store->saveSource(InputId("srt-1"), sound);
        store->savePresets({talk, plainPreset});
        store->savePresets({plainPreset, talk});
        store->saveScene(SceneRole::Programme, {LayoutKind::Full, {{"main", InputId("x")}}});
        store->saveScene(SceneRole::Programme, scene);
        store->saveScene(SceneRole::Preview, ownScene);
        store->saveLayouts({own, plainOwn});
        store->saveLayouts({plainOwn, own});
        store->saveTransition({TransitionKind::Fade, 700ms});
        store->saveSlate(Slate{SlateKind::Trouble, "少々お待ちください"});
    }
    const auto state = opened(folder)->load();
    REQUIRE(state.has_value());
    CHECK(state->seminars == std::vector{plain, seminar});
    CHECK(state->people == std::vector{person});
    CHECK(state->keys == std::vector{key, staffKey});
    CHECK(state->sessions == std::vector{session, staffSession});
    CHECK(state->studio.macros == std::vector{shortMacro, macro});
    CHECK(state->studio.director);
    REQUIRE(state->studio.layouts.size() == 2);
    CHECK(*state->studio.layouts[0] == *plainOwn);
    CHECK(*state->studio.layouts[1] == *own);
    CHECK(state->inputs == std::vector{InputSpec{.id = InputId("first")}, fullInput()});
    CHECK(state->studio.sources.at(InputId("srt-1")) == sound);
    CHECK(state->studio.presets == std::vector{plainPreset, talk});
    CHECK(state->studio.programme == scene);
    CHECK(state->studio.preview == ownScene);
    CHECK(state->studio.transition == Transition{TransitionKind::Fade, 700ms});
    CHECK(state->studio.slate == Slate{SlateKind::Trouble, "少々お待ちください"});
}

TEST_CASE("a new database is empty, private and already whole") {
    StoreFolder folder;
    const auto store = opened(folder);
    const auto state = store->load();
    REQUIRE(state.has_value());
    CHECK(state->seminars.empty());
    CHECK_FALSE(state->studio.slate.has_value());
    struct stat info {};
    REQUIRE(::stat(folder.database().c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0600U);
}

TEST_CASE("what was removed is gone, with all that belongs to it") {
    StoreFolder folder;
    const auto store = opened(folder);
    const Seminar seminar = fullSeminar();
    store->saveSeminar(seminar);
    store->savePerson({PersonId("taro"), seminar.id, "Taro", {}, {}, hashOf(1), false});
    store->saveKey({hashOf(1), Role::Attendee, seminar.id, PersonId("taro"), false});
    store->saveSession({hashOf(2), Role::Attendee, seminar.id, PersonId("taro"), "Taro", {}, {}, false, false});
    store->saveSession({hashOf(3), Role::Admin, {}, {}, "hana", {}, {}, false, false});
    store->saveInput(fullInput(), 0);
    store->saveSource(fullInput().id, {});
    store->saveSlate(Slate{});
    store->removeSeminar(seminar.id);
    store->removeInput(fullInput().id);
    store->saveSlate(std::nullopt);
    store->removeSession(hashOf(3));
    store->flush();
    const auto state = store->load();
    REQUIRE(state.has_value());
    CHECK(state->seminars.empty());
    CHECK(state->people.empty());
    CHECK(state->keys.empty());
    CHECK(state->sessions.empty());
    CHECK(state->inputs.empty());
    CHECK(state->studio.sources.empty());
    CHECK_FALSE(state->studio.slate.has_value());
}

TEST_CASE("a write that can never work does not take the others along") {
    StoreFolder folder;
    const auto store = opened(folder);
    store->saveSeminar(fullSeminar());
    store->savePerson({PersonId("taro"), SeminarId("no such seminar"), "Taro", {}, {}, hashOf(1), false});
    store->saveInput(fullInput(), 0);
    store->flush();
    const auto state = store->load();
    REQUIRE(state.has_value());
    CHECK(state->seminars.size() == 1);
    CHECK(state->people.empty());
    CHECK(state->inputs.size() == 1);
}

TEST_CASE("thousands of writes arrive in order") {
    StoreFolder folder;
    const auto store = opened(folder);
    constexpr int kMany = 5000;
    for (int i = 0; i <= kMany; ++i) {
        store->saveSource(InputId("input-" + std::to_string(i % 10)),
                          {0.0, false, std::chrono::milliseconds(i % 2000)});
        store->saveTransition({TransitionKind::Fade, std::chrono::milliseconds(i)});
    }
    const Transition last{TransitionKind::Fade, std::chrono::milliseconds(kMany)};
    Result<StoredState> state = store->load();
    for (int patience = 0; patience < 10 && (!state || state->studio.transition != last); ++patience) {
        store->flush();  // gives up after kFlushLimit, which a slow machine may need several times
        state = store->load();
    }
    REQUIRE(state.has_value());
    CHECK(state->studio.sources.size() == 10);
    CHECK(state->studio.transition == last);
}

TEST_CASE("a damaged file is named and left as it is") {
    StoreFolder folder;
    const std::string garbage(8192, 'x');
    std::ofstream(folder.database()) << garbage;
    const auto store = SqliteStore::open(folder.database(), nullptr, {});
    REQUIRE_FALSE(store.has_value());
    CHECK(store.error().code == ErrorCode::Corrupt);
    CHECK(store.error().text.en.find(folder.database().string()) != std::string::npos);
    CHECK(store.error().text.en.find("backup") != std::string::npos);
    std::ifstream file(folder.database());
    CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == garbage);
}

TEST_CASE("a file that is damaged inside is noticed before anything is built on it") {
    StoreFolder folder;
    {
        const auto store = opened(folder);
        for (int i = 0; i < 300; ++i) {
            Seminar seminar = fullSeminar();
            seminar.id = SeminarId("seminar-" + std::to_string(i));
            store->saveSeminar(seminar);
        }
    }
    std::fstream file(folder.database(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(3 * 4096);
    const std::string garbage(40 * 1024, '\x5a');
    file.write(garbage.data(), static_cast<std::streamsize>(garbage.size()));
    file.close();
    const auto store = SqliteStore::open(folder.database(), nullptr, {});
    REQUIRE_FALSE(store.has_value());
    CHECK(store.error().code == ErrorCode::Corrupt);
}

TEST_CASE("screen links of an older database get a name, so that they can be taken back") {
    StoreFolder folder;
    {
        const auto store = opened(folder);
        store->saveSeminar(fullSeminar());
        store->saveKey({hashOf(7), Role::Venue, SeminarId("spring"), {}, false});
        store->saveSession({.hash = hashOf(8), .role = Role::Venue, .seminar = SeminarId("spring")});
    }
    backToSecondSchema(folder);
    const auto state = opened(folder)->load();
    REQUIRE(state.has_value());
    REQUIRE(state->people.size() == 1);
    const Person& screen = state->people[0];
    CHECK(screen.role == Role::Venue);
    CHECK(screen.id == PersonId("screen-070707070707"));
    CHECK(screen.key == hashOf(7));
    CHECK_FALSE(screen.name.empty());
    CHECK(screen.picture == ScreenPicture::Programme);
    CHECK(state->keys.at(0).person == screen.id);
    CHECK(state->sessions.empty());
}

TEST_CASE("a database from before echo cancellation keeps its sound settings, and has it on") {
    StoreFolder folder;
    opened(folder)->saveSource(InputId("camera"), {-4.5, true, 80ms, false});
    backToSecondSchema(folder);
    const auto state = opened(folder)->load();
    REQUIRE(state.has_value());
    CHECK(state->studio.sources.at(InputId("camera")) == SourceSettings{-4.5, true, 80ms, true});
}

TEST_CASE("seminars from before there were meetings are none") {
    StoreFolder folder;
    opened(folder)->saveSeminar(fullSeminar());
    backToSecondSchema(folder);
    const auto state = opened(folder)->load();
    REQUIRE(state.has_value());
    REQUIRE(state->seminars.size() == 1);
    Seminar seminar = fullSeminar();
    seminar.meeting = false;
    CHECK(state->seminars.front() == seminar);
}

TEST_CASE("a database of a newer version is refused in words") {
    StoreFolder folder;
    opened(folder).reset();
    SQLite::Database(folder.database(), SQLite::OPEN_READWRITE).exec("INSERT INTO schema_migration VALUES (999, 0)");
    const auto store = SqliteStore::open(folder.database(), nullptr, {});
    REQUIRE_FALSE(store.has_value());
    CHECK(store.error().code == ErrorCode::WrongState);
    CHECK(store.error().text.en.find("newer") != std::string::npos);
}

TEST_CASE("a folder that is not there is said, not made") {
    const auto store = SqliteStore::open("/nonexistent/folder/tsudoi.db", nullptr, {});
    REQUIRE_FALSE(store.has_value());
    CHECK(store.error().code == ErrorCode::Io);
}
