// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/timeline.h"

#include <string>
#include <vector>

namespace tsudoi::recorder {

/// A piece of the replay from one mark to the next.
struct Chapter {
    Ticks from{};
    Ticks to{};
    std::string label;
};

/// Marks become chapters that run to the next mark; times after the edit list. Marks in one place: the last one counts.
[[nodiscard]] std::vector<Chapter> chapters(const RecordingView& view);

/// \return chapters as WebVTT (W3C WebVTT 1.0, chapters kind)
[[nodiscard]] std::string chaptersVtt(const RecordingView& view);

}  // namespace tsudoi::recorder
