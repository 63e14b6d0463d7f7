// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/access.h"

#include <tl/expected.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The command line as values. Parsing it touches nothing: no file, no device, no terminal.
namespace tsudoi {

/// Exit statuses of every command; part of the contract with scripts and service managers.
inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;  ///< failed while running
inline constexpr int kExitUsage = 2;   ///< wrong usage or wrong settings

/// tsudoi serve
struct ServeOptions {
    std::optional<std::filesystem::path> config;
    std::optional<std::filesystem::path> data;  ///< wins over the config's storage.directory
    bool demo = false;
    std::optional<std::string> listen;  ///< "host:port", already checked; wins over the config's server.listen
};

/// tsudoi check
struct CheckOptions {
    std::filesystem::path file;
};

/// tsudoi devices
struct DevicesOptions {
    bool json = false;
};

enum class StaffAction { Add, List, Remove };

/// tsudoi staff. The password is never an argument: it comes from the terminal or standard input.
struct StaffOptions {
    StaffAction action = StaffAction::List;
    std::string name;
    seminar::Role role = seminar::Role::Operator;
    std::optional<std::filesystem::path> config;
    std::optional<std::filesystem::path> data;
};

/// tsudoi export
struct ExportOptions {
    std::string seminar;
    std::filesystem::path to;
    std::optional<std::filesystem::path> config;
    std::optional<std::filesystem::path> data;
};

using Command = std::variant<ServeOptions, CheckOptions, DevicesOptions, StaffOptions, ExportOptions>;

/// What to print instead of running a command: help, version or what is wrong with the usage.
struct CommandLineAnswer {
    int exitStatus = kExitDone;
    std::string output;  ///< for standard output
    std::string errors;  ///< for standard error
};

/// \param arguments  without the program's name
[[nodiscard]] tl::expected<Command, CommandLineAnswer> parseCommandLine(const std::vector<std::string>& arguments);

}  // namespace tsudoi
