// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"

#include <filesystem>
#include <utility>
#include <vector>

namespace tsudoi::config {

/// Collects everything that is wrong in one settings file, so that all of it is reported at once.
class Problems {
public:
    explicit Problems(std::filesystem::path file) : file_(std::move(file)) {}

    void error(int line, Text text) { found_.push_back({file_, line, std::move(text), false}); }
    void warn(int line, Text text) { found_.push_back({file_, line, std::move(text), true}); }

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    /// \return all of them in the order of their lines
    [[nodiscard]] std::vector<Problem> sorted() &&;

private:
    std::filesystem::path file_;
    std::vector<Problem> found_;
};

}  // namespace tsudoi::config
