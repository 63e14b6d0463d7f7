// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "seminar/ports.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace tsudoi::seminar {

/// The store as one SQLite file.
///
/// Place in the flow: domain -> queue -> [store thread: one transaction for everything that waits] -> disk.
/// Threads: save…, remove… and load are thread-bound (control thread); flush and findStaff are thread-safe.
/// Owns the database and the store thread. Destruction writes what is queued, unless the disk refuses it.
///
/// When the disk refuses a write (full, read-only), the queue waits and the write is tried again every kRetryPause.
/// A write that can never work (our own fault) is logged and left out, so that the others get through.
class SqliteStore final : public Store {
public:
    /// Opens the file or makes it (readable by the owner only), brings an older schema up to date.
    /// Called once when writes begin to fail, and once with nullopt when one worked again.
    using TroubleHandler = std::function<void(const std::optional<Error>&)>;
    /// \param control  onTrouble is called there; nullptr: on the store thread
    /// \error Corrupt: damaged (nothing is changed or deleted), WrongState: made by a newer version; Io, Unavailable
    [[nodiscard]] static Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& path, Executor* control,
                                                                   TroubleHandler onTrouble);
    ~SqliteStore() override;
    SqliteStore(const SqliteStore&) = delete;
    SqliteStore& operator=(const SqliteStore&) = delete;

    [[nodiscard]] Result<StoredState> load() override;
    void saveSeminar(const Seminar& seminar) override;
    void removeSeminar(const SeminarId& seminar) override;
    void savePerson(const Person& person) override;
    void saveKey(const AccessKey& key) override;
    void saveSession(const Session& session) override;
    void removeSession(const KeyHash& session) override;
    void saveInput(const InputSpec& input, int order) override;
    void removeInput(const InputId& input) override;
    void saveSource(const InputId& input, const SourceSettings& settings) override;
    void saveScene(SceneRole role, const Scene& scene) override;
    void saveTransition(const Transition& transition) override;
    void saveSlate(const std::optional<Slate>& slate) override;
    void savePresets(const std::vector<Preset>& presets) override;
    void saveMacros(const std::vector<Macro>& macros) override;
    void saveDirector(bool on) override;
    void saveLayouts(const std::vector<OwnLayoutPtr>& layouts) override;
    [[nodiscard]] Result<std::optional<StaffAccount>> findStaff(const StaffName& name) const override;
    void flush() override;

    static constexpr std::chrono::milliseconds kRetryPause{1000};

private:
    class Writer;
    SqliteStore(std::filesystem::path path, std::unique_ptr<Writer> writer);

    std::filesystem::path path_;
    std::unique_ptr<Writer> writer_;
};

}  // namespace tsudoi::seminar
