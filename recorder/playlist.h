// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/timeline.h"

#include <string>
#include <string_view>

/// Playlist texts. Pure functions of what is published.
/// Source: RFC 8216bis (draft-pantos-hls-rfc8216bis).
namespace tsudoi::recorder {

/// Never changes while a recording lives (4.4.3.1).
inline constexpr int kTargetDurationSeconds = 2;
inline constexpr Ticks kTargetDuration = std::chrono::seconds(kTargetDurationSeconds);
/// Older segments may be left out of delta updates (4.4.3.8: at least six target durations).
inline constexpr Ticks kSkipUntil = 6 * kTargetDuration;
/// Parts older than this are no longer listed (4.4.4.9).
inline constexpr Ticks kPartsListed = 3 * kTargetDuration;

/// The longest part that a rendition can have.
[[nodiscard]] Ticks partTarget(const RenditionAbout& about);

enum class Playlist {
    Full,    ///< everything, live or ended
    Delta,   ///< live: older segments skipped
    Replay,  ///< ended: the edit list applied
};

[[nodiscard]] std::string mediaPlaylist(const RecordingView& view, const RenditionView& rendition, Playlist which);

enum class Master { Pictures, SoundOnly };

/// \return the multivariant playlist; empty: no rendition of this kind has any media yet
[[nodiscard]] std::string masterPlaylist(const RecordingView& view, Master which);

/// \return "init.mp4", "init2.mp4", …
[[nodiscard]] std::string initName(std::uint32_t file);
/// \return e.g. "2026-11-23T08:15:30.250Z"
[[nodiscard]] std::string dateTime(WallTime wall);

}  // namespace tsudoi::recorder
