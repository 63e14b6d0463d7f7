// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/gst_handle.h"

namespace tsudoi::hardware {

void gstInit() {
    // gst_init itself is thread-safe and does nothing the second time.
    gst_init(nullptr, nullptr);
}

}  // namespace tsudoi::hardware
