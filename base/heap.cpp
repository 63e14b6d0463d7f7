// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/heap.h"

#include <malloc.h>

namespace tsudoi {

namespace {

/// Pictures get pages of their own, which go back when the picture does. A fixed value: the library would raise it
/// with the first picture that is freed.
constexpr int kOwnPagesFrom = 256 * 1024;
/// Threads of two cores do not stand in each other's way more than that.
constexpr int kArenas = 4;
constexpr int kGiveBackFrom = 1024 * 1024;

}  // namespace

void keepHeapSmall() {
    (void)mallopt(M_MMAP_THRESHOLD, kOwnPagesFrom);
    (void)mallopt(M_ARENA_MAX, kArenas);
    (void)mallopt(M_TRIM_THRESHOLD, kGiveBackFrom);
}

}  // namespace tsudoi
