// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace tsudoi::config {

/// Letters to insert, remove, replace or swap with their neighbour to get from one word to the other.
[[nodiscard]] std::size_t editDistance(std::string_view from, std::string_view to);

/// \return the known name that a person most likely meant; nullopt: none is near
[[nodiscard]] std::optional<std::string_view> nearestName(std::string_view written,
                                                          std::span<const std::string_view> known);

}  // namespace tsudoi::config
