// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace tsudoi::signaling {

/// Between the words of the domain and the protocol's enums: both sides write them the same.
/// Our own bug: a word that the protocol does not have (the JSON layer throws).
template <typename Enum>
[[nodiscard]] Enum enumOf(std::string_view word) {
    return nlohmann::json(word).get<Enum>();
}
template <typename Enum>
[[nodiscard]] std::string wordOf(Enum value) {
    return nlohmann::json(value).template get<std::string>();
}

}  // namespace tsudoi::signaling
