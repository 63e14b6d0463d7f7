// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/timeline.h"

#include <cstdint>
#include <vector>

namespace tsudoi::recorder {

/// One part of one rendition, made. No length: a gap.
struct RenditionPart {
    std::uint32_t file = 1;
    Ticks start{};
    Ticks duration{};
    std::int64_t audioEnd = 0;  ///< samples since the start of the recording
    std::uint64_t offset = 0;   ///< in the file; 0: not stored yet
    std::uint32_t length = 0;
    bool independent = false;
    SharedBytes bytes;  ///< empty: only on disk

    [[nodiscard]] bool gap() const { return length == 0; }
};

/// The same part of all renditions: published, stored and recovered together, so that they never differ in length.
struct PartGroup {
    std::uint64_t msn = 0;
    std::uint32_t part = 0;
    bool segmentStart = false;
    bool segmentEnd = false;  ///< the segment is complete with this part
    bool discontinuity = false;
    bool labelled = false;  ///< a run begins
    bool slate = false;
    WallTime wall{};
    std::vector<RenditionPart> renditions;

    [[nodiscard]] std::size_t size() const {
        std::size_t sum = 0;
        for (const auto& rendition : renditions) {
            sum += rendition.bytes.size();
        }
        return sum;
    }
};

}  // namespace tsudoi::recorder
