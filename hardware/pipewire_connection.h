// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/gst_handle.h"

namespace tsudoi::hardware {

/// Gives a PipeWire source element a connection of its own: on the shared one, a source that hangs holds up all others
/// in this process.
void useOwnConnection(GstElement* source);

}  // namespace tsudoi::hardware
