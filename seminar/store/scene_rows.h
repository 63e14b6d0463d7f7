// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/ports.h"

#include <optional>
#include <vector>

namespace SQLite {
class Database;
}

/// Scenes, presets and layouts into their rows and back. Threads: thread-bound. Throw SQLite::Exception.
namespace tsudoi::seminar::store {

void write(SQLite::Database& database, SceneRole role, const Scene& scene);
void write(SQLite::Database& database, const std::vector<Preset>& presets);        ///< all of them
void write(SQLite::Database& database, const std::vector<OwnLayoutPtr>& layouts);  ///< all of them

[[nodiscard]] std::vector<OwnLayoutPtr> readLayouts(SQLite::Database& database);
/// \param layouts  the own ones that there are
[[nodiscard]] std::optional<Scene> readScene(SQLite::Database& database, SceneRole role,
                                             const std::vector<OwnLayoutPtr>& layouts);
[[nodiscard]] std::vector<Preset> readPresets(SQLite::Database& database, const std::vector<OwnLayoutPtr>& layouts);

}  // namespace tsudoi::seminar::store
