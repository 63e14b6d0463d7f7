// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What stands in the data directory.
namespace tsudoi::app {

inline constexpr const char* kDatabaseFile = "tsudoi.sqlite";
inline constexpr const char* kRecordingsFolder = "recordings";

}  // namespace tsudoi::app
