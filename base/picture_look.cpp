// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/picture_look.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace tsudoi {

namespace {

constexpr int kPoints = 4;  // of a cell in each direction
/// Encoded black is not 16 everywhere.
constexpr int kBlackest = 22;

}  // namespace

double PictureLook::mean() const noexcept {
    return static_cast<double>(std::accumulate(cells.begin(), cells.end(), 0)) / static_cast<double>(cells.size());
}

int PictureLook::brightest() const noexcept {
    return *std::ranges::max_element(cells);
}

int PictureLook::darkest() const noexcept {
    return *std::ranges::min_element(cells);
}

int PictureLook::distance(const PictureLook& other) const noexcept {
    int most = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        most = std::max(most, std::abs(cells.at(i) - other.cells.at(i)));
    }
    return most;
}

bool PictureLook::black() const noexcept {
    return brightest() <= kBlackest;
}

PictureLook lookAt(const std::uint8_t* luma, std::ptrdiff_t stride, Size size) {
    constexpr int kAcross = PictureLook::kColumns * kPoints;
    constexpr int kDown = PictureLook::kRows * kPoints;
    std::array<int, std::size_t{PictureLook::kColumns} * PictureLook::kRows> sums{};
    for (int y = 0; y < kDown; ++y) {
        const std::uint8_t* const row = luma + stride * ((2 * y + 1) * size.height / (2 * kDown));
        for (int x = 0; x < kAcross; ++x) {
            const auto cell = static_cast<std::size_t>(y / kPoints * PictureLook::kColumns + x / kPoints);
            sums.at(cell) += row[(2 * x + 1) * size.width / (2 * kAcross)];
        }
    }
    PictureLook look;
    std::ranges::transform(sums, look.cells.begin(),
                           [](int sum) { return static_cast<std::uint8_t>(sum / (kPoints * kPoints)); });
    return look;
}

}  // namespace tsudoi
