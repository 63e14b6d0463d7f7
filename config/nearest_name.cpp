// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/nearest_name.h"

#include <algorithm>
#include <vector>

namespace tsudoi::config {

namespace {

/// Longer words are no slip of the pen, and the table below grows with the square.
constexpr std::size_t kLongestWord = 64;

}  // namespace

// Optimal string alignment: one row of the table per letter of `from`, the last three rows are kept.
std::size_t editDistance(std::string_view from, std::string_view to) {
    std::vector<std::size_t> beforeLast(to.size() + 1);
    std::vector<std::size_t> last(to.size() + 1);
    std::vector<std::size_t> row(to.size() + 1);
    for (std::size_t j = 0; j <= to.size(); ++j) {
        last[j] = j;
    }
    for (std::size_t i = 1; i <= from.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
            }
        }
        std::swap(beforeLast, last);
        std::swap(last, row);
    }
    return last[to.size()];
}

std::optional<std::string_view> nearestName(std::string_view written, std::span<const std::string_view> known) {
    if (written.size() > kLongestWord) {
        return std::nullopt;
    }
    std::optional<std::string_view> nearest;
    std::size_t shortest = std::max<std::size_t>(2, written.size() / 3) + 1;
    for (const std::string_view name : known) {
        const std::size_t distance = editDistance(written, name);
        if (distance < shortest && distance < name.size()) {
            shortest = distance;
            nearest = name;
        }
    }
    return nearest;
}

}  // namespace tsudoi::config
