// SPDX-License-Identifier: GPL-3.0-or-later
#include "app.h"
#include "app_cli.h"
#include "app_commands.h"

#include <unistd.h>

#include <iostream>
#include <string>
#include <variant>
#include <vector>

namespace {

/// One command each.
struct Runner {
    tsudoi::Streams streams{std::cin, std::cout, std::cerr, isatty(STDIN_FILENO) == 1};

    int operator()(const tsudoi::ServeOptions& options) const { return tsudoi::serve(options); }
    int operator()(const tsudoi::CheckOptions& options) const { return runCheck(options, streams); }
    int operator()(const tsudoi::StaffOptions& options) const { return runStaff(options, streams); }
    int operator()(const tsudoi::DevicesOptions& options) const { return runDevices(options, streams); }
    int operator()(const tsudoi::ExportOptions& options) const { return runExport(options, streams); }
};

}  // namespace

int main(int argc, char** argv) {
    const auto command = tsudoi::parseCommandLine(std::vector<std::string>(argv + 1, argv + argc));
    if (!command) {
        std::cout << command.error().output;
        std::cerr << command.error().errors;
        return command.error().exitStatus;
    }
    return std::visit(Runner{}, *command);
}
