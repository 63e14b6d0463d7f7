// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/timeline.h"

#include <cstdint>
#include <optional>

namespace tsudoi::recorder {

/// How far a rendition has come.
struct Position {
    std::uint64_t segments = 0;   ///< complete ones: the next to complete has this number
    std::uint64_t openParts = 0;  ///< parts of the one that is open
    std::uint64_t lastParts = 0;  ///< parts of the last complete one
};

[[nodiscard]] Position positionOf(const RenditionView& rendition);

enum class Blocking { Answer, Wait, Refuse };

/// What to do with a playlist request's _HLS_msn and _HLS_part. Pure.
/// Source: RFC 8216bis 6.2.5.2: a part without a segment is refused, so is what lies too far ahead; a part number past
/// the end of a complete segment means the next segment's first part; old numbers get the current playlist.
[[nodiscard]] Blocking blocking(const Position& position, bool ended, std::optional<std::uint64_t> msn,
                                std::optional<std::uint64_t> part);

}  // namespace tsudoi::recorder
