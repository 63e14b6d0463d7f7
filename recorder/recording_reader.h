// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/disk.h"
#include "recorder/manifest.h"
#include "recorder/recording_files.h"
#include "recorder/recording_timeline.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace tsudoi::recorder {

/// Everything needed to serve a recording and to continue it.
struct RecordingState {
    Manifest manifest;
    std::unique_ptr<RecordingTimeline> timeline;
    std::vector<RenditionProgress> progress;
    RecordingFiles::Existing existing;
};

/// Reads a recording's folder without changing anything: what lies behind the last whole part of all renditions is
/// not seen, and cut off only when recording goes on.
/// \error NotFound: no recording there; Corrupt, Io
[[nodiscard]] Result<RecordingState> readRecording(Disk& disk, const std::filesystem::path& directory,
                                                   const SeminarId& seminar);

/// \return the state of a recording that has nothing yet
[[nodiscard]] RecordingState newRecording(const SeminarId& seminar, std::vector<RenditionAbout> renditions);

}  // namespace tsudoi::recorder
