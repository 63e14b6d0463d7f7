// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tsudoi {

/// Makes the C library give memory back that a program for hours and with dozens of threads does not need. Inputs that
/// die and come back bring new threads each time; with the library's own rules their pictures, megabytes each, are cut
/// from up to sixteen arenas, and the holes that they leave add up to as much again (docs/performance.md).
///
/// Call before the first thread begins.
void keepHeapSmall();

}  // namespace tsudoi
