// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "seminar/framing.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace tsudoi::seminar {

/// A box of an operator's own layout, in shares of the canvas.
struct OwnBox {
    std::string slot;  ///< one of slotNames()
    double x = 0;      ///< 0 the left edge, 1 the right one
    double y = 0;
    double width = 1;
    double height = 1;
    Fit fit = Fit::Contain;

    friend bool operator==(const OwnBox&, const OwnBox&) = default;
};

/// A layout that an operator made. Never written to once it is shared; a change makes a new one.
struct OwnLayout {
    LayoutId id;
    std::string name;
    std::vector<OwnBox> boxes;  ///< bottom first

    friend bool operator==(const OwnLayout&, const OwnLayout&) = default;
};
using OwnLayoutPtr = std::shared_ptr<const OwnLayout>;

inline constexpr std::size_t kMaxOwnLayouts = 30;
inline constexpr std::size_t kMaxLayoutName = 40;  ///< characters
inline constexpr std::size_t kMaxOwnBoxes = 8;
/// A box is at least this share of the canvas wide and high.
inline constexpr double kMinBoxShare = 0.02;

/// \return every name that a slot can have, so that inputs stay where they belong when layouts change
[[nodiscard]] const std::vector<std::string>& slotNames();

/// \error InvalidArgument: name, number or names of boxes, or one that is too small or not on the canvas
[[nodiscard]] Status validate(const OwnLayout& layout);

}  // namespace tsudoi::seminar
