// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "recorder/ticks.h"

#include <string>
#include <string_view>
#include <vector>

namespace tsudoi::recorder {

/// A piece of a recording, [from, to).
struct TimeRange {
    Ticks from{};
    Ticks to{};

    friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

/// The replay as a list of pieces of the recording that are left out; the media itself stays as it is.
///
/// Ranges are sorted and apart from one another. Kept as edits.json beside the recording.
class EditList {
public:
    EditList() = default;
    explicit EditList(std::vector<TimeRange> leftOut);

    [[nodiscard]] const std::vector<TimeRange>& leftOut() const { return leftOut_; }
    [[nodiscard]] bool empty() const { return leftOut_.empty(); }
    /// \return whether all of \p range (but a sound frame's length) is left out
    [[nodiscard]] bool leavesOut(const TimeRange& range) const;
    /// \return where a moment of the recording lies in the replay; a moment left out: where the replay goes on
    [[nodiscard]] Ticks inReplay(Ticks time) const;

    [[nodiscard]] std::string toJson() const;
    /// \error Corrupt
    [[nodiscard]] static Result<EditList> fromJson(std::string_view text);

    friend bool operator==(const EditList&, const EditList&) = default;

private:
    std::vector<TimeRange> leftOut_;
};

}  // namespace tsudoi::recorder
