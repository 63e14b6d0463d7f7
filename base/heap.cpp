// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/heap.h"

#include <malloc.h>

namespace tsudoi {

namespace {

/// The threads of a few cores do not stand in each other's way in so many. (Pages of their own for pictures, with
/// M_MMAP_THRESHOLD, would keep the heap smaller still, and cost a tenth more processor time: each picture is paged in
/// anew.)
constexpr int kArenas = 4;

}  // namespace

void keepHeapSmall() {
    (void)mallopt(M_ARENA_MAX, kArenas);
}

}  // namespace tsudoi
