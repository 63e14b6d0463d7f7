// SPDX-License-Identifier: GPL-3.0-or-later
#include "app_pages.h"

#include <cstdlib>

namespace tsudoi::app {

std::filesystem::path pagesDirectory() {
    namespace fs = std::filesystem;
    if (const char* given = std::getenv("TSUDOI_PAGES"); given != nullptr && *given != '\0') {
        return given;
    }
    std::error_code error;
    const fs::path here = fs::read_symlink("/proc/self/exe", error).parent_path();
    for (const char* candidate : {"../../web/dist", "../share/tsudoi/pages"}) {
        const fs::path pages = (here / candidate).lexically_normal();
        if (fs::is_directory(pages, error)) {
            return pages;
        }
    }
    return {};
}

}  // namespace tsudoi::app
