// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/store/sqlite_store.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

namespace tsudoi::tests {

/// A folder of its own for one database; goes away with the test.
class StoreFolder {
public:
    StoreFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "tsudoi-store-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    ~StoreFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    StoreFolder(const StoreFolder&) = delete;
    StoreFolder& operator=(const StoreFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path database() const { return path_ / "tsudoi.db"; }

private:
    std::filesystem::path path_;
};

inline std::unique_ptr<seminar::SqliteStore> opened(const StoreFolder& folder) {
    auto store = seminar::SqliteStore::open(folder.database(), nullptr, {});
    REQUIRE(store.has_value());
    return std::move(*store);
}

}  // namespace tsudoi::tests
