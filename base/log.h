// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <spdlog/spdlog.h>

namespace tsudoi::log {

/// Sends all log lines to standard error, one line each, UTC, with level. Call once in main.
/// Never log keys, cookies, passwords, passcodes or stream addresses with credentials.
void toStandardError(spdlog::level::level_enum level);

using spdlog::debug;
using spdlog::error;
using spdlog::info;
using spdlog::warn;

}  // namespace tsudoi::log
