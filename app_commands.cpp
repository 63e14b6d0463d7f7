// SPDX-License-Identifier: GPL-3.0-or-later
#include "app_commands.h"

#include "config/loader.h"

#include <algorithm>
#include <ostream>

namespace tsudoi {

int runCheck(const CheckOptions& options, Streams streams) {
    const config::LoadResult loaded = config::load(options.file);
    for (const config::Problem& problem : loaded.problems) {
        streams.out << config::describe(problem) << '\n';
    }
    const auto errors = std::count_if(loaded.problems.begin(), loaded.problems.end(),
                                      [](const config::Problem& problem) { return !problem.warning; });
    if (errors > 0) {
        streams.out << options.file.string() << ": " << errors << (errors == 1 ? " problem\n" : " problems\n");
        return kExitUsage;
    }
    streams.out << options.file.string() << ": ok\n";
    return kExitDone;
}

std::optional<std::filesystem::path> dataDirectory(const std::optional<std::filesystem::path>& config,
                                                   const std::optional<std::filesystem::path>& data,
                                                   std::ostream& errors) {
    if (!config) {
        return data.value_or(config::defaultSettings().storage.directory);
    }
    const config::LoadResult loaded = config::load(*config);
    if (loaded.usable()) {
        return data.value_or(loaded.settings.storage.directory);
    }
    for (const config::Problem& problem : loaded.problems) {
        errors << config::describe(problem) << '\n';
    }
    return std::nullopt;
}

int explain(const Error& error, std::ostream& errors) {
    errors << "tsudoi: " << error.text.en << '\n';
    if (error.text.ja != error.text.en) {
        errors << "tsudoi: " << error.text.ja << '\n';
    }
    return error.code == ErrorCode::InvalidArgument ? kExitUsage : kExitFailed;
}

}  // namespace tsudoi
