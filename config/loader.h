// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Settings file -> settings. Everything that is wrong is reported at once, each with its line and what to write.
namespace tsudoi::config {

struct LoadResult {
    Settings settings;
    std::vector<Problem> problems;  ///< in the order of their lines

    /// Whether the server may start with it: warnings do not count.
    [[nodiscard]] bool usable() const;
};

/// The settings of a machine without a file.
[[nodiscard]] Settings defaultSettings();

/// Reads \p file. Missing keys have their defaults; relative paths count from the file's folder.
[[nodiscard]] LoadResult load(const std::filesystem::path& file);

/// The same for a text that stands in \p file.
[[nodiscard]] LoadResult parse(std::string_view text, const std::filesystem::path& file);

/// \return "file:line: what is wrong and what to write", in English and, indented below it, in Japanese
[[nodiscard]] std::string describe(const Problem& problem);

/// Every key there is, as "section.key".
[[nodiscard]] std::vector<std::string> knownKeys();

}  // namespace tsudoi::config
