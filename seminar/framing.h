// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"
#include "base/result.h"

#include <cstdint>
#include <optional>

/// How a picture is put into its box: pure values and functions.
namespace tsudoi::seminar {

/// How a picture that has another shape than its box is put into it.
enum class Fit { Contain, Cover };

/// What an operator changed about the picture in one slot.
struct Framing {
    std::optional<Fit> fit;  ///< absent: as the layout says
    double zoom = 1;         ///< of what fit makes of it, 1 to kMaxZoom
    double panX = 0;         ///< which part is seen of what is larger than its box: -1 its left edge, 1 its right one
    double panY = 0;         ///< -1 its upper edge, 1 its lower one
    bool mirror = false;     ///< left and right change places
    int border = 0;          ///< of a canvas 1080 lines high, pixels, 0 to kMaxBorder
    std::uint32_t borderColour = 0xFFFFFF;  ///< RGB

    friend bool operator==(const Framing&, const Framing&) = default;
};
inline constexpr double kMaxZoom = 8;
inline constexpr int kMaxBorder = 24;
inline constexpr std::uint32_t kMaxColour = 0xFFFFFF;

/// \error InvalidArgument: a number outside its range
[[nodiscard]] Status validate(const Framing& framing);

/// \return where in \p box a picture of size \p picture lies, even numbers, centred.
[[nodiscard]] Rect fitted(Size picture, const Rect& box, Fit fit);

/// \return where a whole picture lies whose part inside \p box is seen; even numbers. What is larger than the box
///         leaves no gap in it. Mirrored or not: it lies in the same place.
[[nodiscard]] Rect framed(Size picture, const Rect& box, Fit fit, const Framing& framing);

}  // namespace tsudoi::seminar
