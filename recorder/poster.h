// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "recorder/part_assembler.h"

namespace tsudoi::recorder {

/// \return the smallest rendition's keyframe that begins the part; nullptr: there is none, or it shows the slate
[[nodiscard]] const EncodedPacket* posterFrame(const AssembledPart& part);

/// Decodes one keyframe and makes a JPEG of it, with JPEG's own colours (BT.601, full range). Takes about 10 ms.
/// \param keyframe  H.264 in AVC form with its format
/// \error Unavailable: libavcodec lacks a codec; Corrupt: not a picture, or not 4:2:0 with 8 bits
[[nodiscard]] Result<SharedBytes> makePoster(const EncodedPacket& keyframe);

}  // namespace tsudoi::recorder
