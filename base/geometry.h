// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

namespace tsudoi {

/// Width and height in pixels.
struct Size {
    int width = 0;
    int height = 0;

    [[nodiscard]] bool empty() const noexcept { return width <= 0 || height <= 0; }
    friend bool operator==(const Size&, const Size&) = default;
};

/// A box in pixels; x to the right, y down.
struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    friend bool operator==(const Rect&, const Rect&) = default;
};

/// A rate or ratio, e.g. 30000/1001 frames per second.
struct Fraction {
    int numerator = 0;
    int denominator = 1;

    friend bool operator==(const Fraction&, const Fraction&) = default;
};

}  // namespace tsudoi
