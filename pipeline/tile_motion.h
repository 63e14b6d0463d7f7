// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/frame_plan.h"

/// Boxes on their way from one layout to another. Pure.
namespace tsudoi::pipeline {

/// \return the same way with a gentle start and end; 0 and kArrived stay
[[nodiscard]] int eased(int progress);

/// \return what is seen at \p progress, bottom first: inputs of both scenes glide from box to box, those of one only
///         shrink to the middle of their box or grow out of it. Each stays above and below what it lies above and below
///         in its scene; where the scenes contradict one another, they change half-way. All numbers even.
[[nodiscard]] Tiles onTheWay(const Tiles& before, const Tiles& after, int progress);

}  // namespace tsudoi::pipeline
