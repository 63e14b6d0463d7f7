// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_cli.h"
#include "base/result.h"

#include <filesystem>
#include <iosfwd>
#include <optional>

/// The commands that do one thing and leave. Each returns the exit status; serve is in app.h.
///
/// Threads: main thread. What they say goes to the given streams.
namespace tsudoi {

struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool terminal = false;  ///< in is standard input, and that is a terminal
};

int runCheck(const CheckOptions& options, Streams streams);
int runDevices(const DevicesOptions& options, Streams streams);
int runStaff(const StaffOptions& options, Streams streams);
int runExport(const ExportOptions& options, Streams streams);

/// \return the data directory that --data or --config names, else the default one; nullopt: the settings are wrong
///         and every problem has been printed (exit status kExitUsage)
[[nodiscard]] std::optional<std::filesystem::path> dataDirectory(const std::optional<std::filesystem::path>& config,
                                                                 const std::optional<std::filesystem::path>& data,
                                                                 std::ostream& errors);

/// Prints an error in both languages. \return the exit status that fits it
int explain(const Error& error, std::ostream& errors);

}  // namespace tsudoi
