// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace tsudoi::app {

/// Where the built pages are: $TSUDOI_PAGES, or beside the program (build/release -> web/dist, bin -> share/tsudoi).
/// \return an empty path when there are none
[[nodiscard]] std::filesystem::path pagesDirectory();

}  // namespace tsudoi::app
