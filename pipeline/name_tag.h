// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/picture.h"

#include <string>

namespace tsudoi::pipeline {

/// Height of a tag as it is drawn; tiles scale it down.
inline constexpr int kNameTagHeight = 72;
/// Longer names get smaller letters.
inline constexpr int kNameTagWidest = 960;

/// Draws a panelist's name on a dark bar. Blocks for as long as fonts take to load: call on a worker.
/// \return nullptr when it cannot be drawn (logged), or there is no name
[[nodiscard]] PicturePtr drawNameTag(const std::string& name);

}  // namespace tsudoi::pipeline
