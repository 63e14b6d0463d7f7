// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/picture.h"
#include "pipeline/picture_blend.h"
#include "seminar/programme.h"

#include <optional>

namespace tsudoi::pipeline {

/// \return how large the bar of a title is on a canvas: as wide as its words need, at most kTitleWidest of it, as high
///         as their lines
[[nodiscard]] Size titleSize(const seminar::Title& title, Size canvas);
/// Share of the canvas' width.
inline constexpr double kTitleWidest = 0.9;

/// \return where a title of this size lies: at the left, above the lower edge; nullopt: it does not fit
[[nodiscard]] std::optional<Position> titlePosition(Size title, Size canvas);

/// Draws the bar. Blocks for as long as fonts take to load: call on a worker.
/// \return nullptr when it cannot be drawn (logged)
[[nodiscard]] PicturePtr drawTitle(const seminar::Title& title, Size canvas);

}  // namespace tsudoi::pipeline
