// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/timeline.h"
#include "seminar/ports.h"

namespace tsudoi::recorder {

/// A blocked request is given up after three target durations (RFC 8216bis 6.2.5.2).
inline constexpr std::chrono::milliseconds kLongestWait{6000};

/// \return empty caches for the texts of one rendition; a new view gets new ones
[[nodiscard]] std::shared_ptr<PlaylistCache> makePlaylistCache();

/// Answers one request from one moment's view. Threads: reentrant, and thread-safe on one view.
[[nodiscard]] seminar::MediaReply readShelf(const RecordingView& view, const seminar::MediaRequest& request);

}  // namespace tsudoi::recorder
