// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_cli.h"

namespace tsudoi {

/// Builds the objects of the house, runs the server until SIGTERM or SIGINT, takes them down in the closing order of
/// ARCHITECTURE.md. Prints the ready line on standard output.
///
/// \return the exit status: 0 ended cleanly, 1 could not start or failed, 2 wrong settings
int serve(const ServeOptions& options);

}  // namespace tsudoi
