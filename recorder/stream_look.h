// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "recorder/timeline.h"
#include "seminar/ports.h"

namespace tsudoi::recorder {

/// Decodes the newest whole segment of the smallest rendition with a picture: all of its sound and the first picture.
/// Blocks for some 20 ms. Threads: reentrant.
/// While that segment has gaps or is not on disk, the answer has neither sound nor picture.
/// \error NotFound: nothing is published yet; Unavailable, Io, Corrupt: it cannot be read
[[nodiscard]] Result<seminar::StreamLook> lookAtStream(const RecordingView& view);

}  // namespace tsudoi::recorder
