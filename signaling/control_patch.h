// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace tsudoi::signaling {

/// The smallest merge patch (RFC 7396) that makes \p to out of \p from: apply(mergeDiff(a, b), a) == b.
/// Arrays are replaced whole. \p from and \p to have no null members (a merge patch cannot say null).
/// \return an empty object when both are equal objects
[[nodiscard]] nlohmann::json mergeDiff(const nlohmann::json& from, const nlohmann::json& to);

}  // namespace tsudoi::signaling
