// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "signaling/representation.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tsudoi::signaling {

struct StaticFile {
    SharedBytes plain;
    SharedBytes gzip;
    SharedBytes brotli;
    std::string_view contentType;
    std::string_view cacheControl;
    std::string etag;

    [[nodiscard]] Representation representation() const;
};

/// The pages that Vite built, read into memory once. A request only ever looks a name up in this map.
///
/// Threads: thread-safe (immutable).
class StaticPages {
public:
    /// Takes the files directly in \p directory and in its assets/ whose names and types are known.
    /// \param directory  empty: no pages
    /// \error Io: the directory or a file cannot be read
    [[nodiscard]] static Result<std::unique_ptr<const StaticPages>> load(const std::filesystem::path& directory);

    /// \param name  "watch.html", "assets/watch-3f2a.js" \return nullptr: no such file
    [[nodiscard]] const StaticFile* find(std::string_view name) const;
    [[nodiscard]] std::size_t size() const noexcept { return files_.size(); }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view name) const noexcept { return std::hash<std::string_view>{}(name); }
    };
    std::unordered_map<std::string, StaticFile, Hash, std::equal_to<>> files_;
};

}  // namespace tsudoi::signaling
