// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/timeline.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tsudoi::recorder {

/// Neighbouring segments of one media file that the replay shows without a jump.
struct ExportPiece {
    std::uint32_t file = 1;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    Ticks start{};  ///< in the recording
    Ticks end{};
};

/// What of a rendition goes into an export, in order. Pure.
[[nodiscard]] std::vector<ExportPiece> exportPieces(const RecordingView& view, const RenditionView& rendition);

/// Writes the best rendition as one ordinary MP4: faststart, chapters from marks, edit list applied, nothing encoded
/// anew. When a later run has other parameter sets they go into the stream before its keyframes. Blocks. Threads:
/// reentrant. \error NotFound: nothing was recorded; Io: disk, or media that cannot be read
[[nodiscard]] Status writeMp4(const RecordingView& view, const std::string& path);

}  // namespace tsudoi::recorder
