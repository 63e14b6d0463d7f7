// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace tsudoi {

/// What a picture looks like from far away: enough to tell black, dark and standing still.
struct PictureLook {
    static constexpr int kColumns = 16;
    static constexpr int kRows = 9;
    std::array<std::uint8_t, std::size_t{kColumns} * kRows>
        cells{};  ///< mean luma of each, limited range (16 is black)

    [[nodiscard]] double mean() const noexcept;
    [[nodiscard]] int brightest() const noexcept;
    [[nodiscard]] int darkest() const noexcept;
    /// \return the largest difference of a cell
    [[nodiscard]] int distance(const PictureLook& other) const noexcept;
    /// Nothing is to be seen in it.
    [[nodiscard]] bool black() const noexcept;
};

/// Looks at 16 points of each cell, about 2 300 in all.
/// \param luma  full-size plane of a picture, 8 bits; not empty
[[nodiscard]] PictureLook lookAt(const std::uint8_t* luma, std::ptrdiff_t stride, Size size);

}  // namespace tsudoi
