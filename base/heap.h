// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tsudoi {

/// Keeps the C library's heap from spreading. Inputs that die and come back bring new threads each time; by itself the
/// library cuts their pictures, megabytes each, from up to sixteen arenas, and the holes in those add up to as much as
/// is in use (docs/performance.md).
///
/// Call before the first thread begins.
void keepHeapSmall();

}  // namespace tsudoi
