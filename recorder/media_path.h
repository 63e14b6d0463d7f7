// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tsudoi::recorder {

/// What a path below /media/{seminar}/ names.
struct MediaPath {
    enum class Kind { Master, SoundMaster, Chapters, Poster, Playlist, Replay, Init, Segment, Part };
    Kind kind = Kind::Master;
    std::string rendition;     ///< Playlist and below
    std::uint64_t number = 0;  ///< Init: file number from 1; Segment, Part: msn
    std::uint64_t part = 0;    ///< Part

    friend bool operator==(const MediaPath&, const MediaPath&) = default;
};

/// Only the one spelling of each name is accepted (no leading zeros, no signs). Pure.
[[nodiscard]] std::optional<MediaPath> parseMediaPath(std::string_view path);

}  // namespace tsudoi::recorder
