// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/store/sqlite_store.h"

#include "seminar/store/macro_rows.h"
#include "seminar/store/reads.h"
#include "seminar/store/scene_rows.h"
#include "seminar/store/writer.h"
#include "seminar/store/writes.h"

#include <utility>

namespace tsudoi::seminar {

SqliteStore::SqliteStore(std::filesystem::path path, std::unique_ptr<Writer> writer)
    : path_(std::move(path)), writer_(std::move(writer)) {}

SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& path, Executor* control,
                                                       TroubleHandler onTrouble) {
    auto database = store::openForWriting(path);
    if (!database) {
        return fail(database.error());
    }
    auto writer = std::make_unique<Writer>(std::move(*database), control, std::move(onTrouble));
    return std::unique_ptr<SqliteStore>(new SqliteStore(path, std::move(writer)));
}

Result<StoredState> SqliteStore::load() {
    const auto database = store::openForReading(path_);
    if (!database) {
        return fail(database.error());
    }
    try {
        return store::readEverything(**database);
    } catch (const SQLite::Exception& exception) {
        return fail(store::described(exception, path_));
    }
}

Result<std::optional<StaffAccount>> SqliteStore::findStaff(const StaffName& name) const {
    const auto database = store::openForReading(path_);
    if (!database) {
        return fail(database.error());
    }
    try {
        return store::readStaff(**database, name);
    } catch (const SQLite::Exception& exception) {
        return fail(store::described(exception, path_));
    }
}

void SqliteStore::saveSeminar(const Seminar& seminar) {
    writer_->push([seminar](SQLite::Database& database) { store::write(database, seminar); });
}

void SqliteStore::removeSeminar(const SeminarId& seminar) {
    writer_->push([seminar](SQLite::Database& database) { store::erase(database, seminar); });
}

void SqliteStore::savePerson(const Person& person) {
    writer_->push([person](SQLite::Database& database) { store::write(database, person); });
}

void SqliteStore::saveKey(const AccessKey& key) {
    writer_->push([key](SQLite::Database& database) { store::write(database, key); });
}

void SqliteStore::saveSession(const Session& session) {
    writer_->push([session](SQLite::Database& database) { store::write(database, session); });
}

void SqliteStore::removeSession(const KeyHash& session) {
    writer_->push([session](SQLite::Database& database) { store::erase(database, session); });
}

void SqliteStore::saveInput(const InputSpec& input, int order) {
    writer_->push([input, order](SQLite::Database& database) { store::write(database, input, order); });
}

void SqliteStore::removeInput(const InputId& input) {
    writer_->push([input](SQLite::Database& database) { store::erase(database, input); });
}

void SqliteStore::saveSource(const InputId& input, const SourceSettings& settings) {
    writer_->push([input, settings](SQLite::Database& database) { store::write(database, input, settings); });
}

void SqliteStore::saveScene(SceneRole role, const Scene& scene) {
    writer_->push([role, scene](SQLite::Database& database) { store::write(database, role, scene); });
}

void SqliteStore::saveTransition(const Transition& transition) {
    writer_->push([transition](SQLite::Database& database) { store::write(database, transition); });
}

void SqliteStore::saveSlate(const std::optional<Slate>& slate) {
    writer_->push([slate](SQLite::Database& database) { store::write(database, slate); });
}

void SqliteStore::savePresets(const std::vector<Preset>& presets) {
    writer_->push([presets](SQLite::Database& database) { store::write(database, presets); });
}

void SqliteStore::saveMacros(const std::vector<Macro>& macros) {
    writer_->push([macros](SQLite::Database& database) { store::write(database, macros); });
}

void SqliteStore::saveDirector(bool on) {
    writer_->push([on](SQLite::Database& database) { store::writeSwitch(database, store::kDirectorSwitch, on); });
}

void SqliteStore::saveLayouts(const std::vector<OwnLayoutPtr>& layouts) {
    writer_->push([layouts](SQLite::Database& database) { store::write(database, layouts); });
}

void SqliteStore::flush() {
    writer_->flush();
}

}  // namespace tsudoi::seminar
