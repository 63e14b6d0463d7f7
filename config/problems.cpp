// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/problems.h"

#include <algorithm>

namespace tsudoi::config {

std::vector<Problem> Problems::sorted() && {
    std::stable_sort(found_.begin(), found_.end(), [](const Problem& a, const Problem& b) { return a.line < b.line; });
    return std::move(found_);
}

}  // namespace tsudoi::config
