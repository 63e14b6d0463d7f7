// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/programme.h"

#include <utility>
#include <vector>

namespace tsudoi::pipeline {

inline constexpr int kMonitorWidth = 640;  ///< programme and preview
inline constexpr int kInputWidth = 320;    ///< inputs

/// \return a size of \p width with the shape of \p picture, even numbers
[[nodiscard]] Size thumbnailSize(Size picture, int width);

/// Two monitors side by side, under them rows of inputs. Every cell has the shape of its picture.
///
/// \param canvas  of the programme
/// \param inputs  in the order of their cells, with the sizes of their pictures
/// \return        even numbers everywhere
[[nodiscard]] seminar::Multiview multiviewOf(Size canvas, const std::vector<std::pair<InputId, Size>>& inputs);

}  // namespace tsudoi::pipeline
