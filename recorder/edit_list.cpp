// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/edit_list.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tsudoi::recorder {

namespace {

/// Sound-only segments end with a sound frame, up to 21 ms beside the pictures' cut.
constexpr Ticks kTolerance = std::chrono::milliseconds(50);

std::vector<TimeRange> merged(std::vector<TimeRange> ranges) {
    std::erase_if(ranges, [](const TimeRange& range) { return range.to <= range.from; });
    std::ranges::sort(ranges, {}, &TimeRange::from);
    std::vector<TimeRange> result;
    for (const auto& range : ranges) {
        if (!result.empty() && range.from <= result.back().to) {
            result.back().to = std::max(result.back().to, range.to);
        } else {
            result.push_back(range);
        }
    }
    return result;
}

}  // namespace

EditList::EditList(std::vector<TimeRange> leftOut) : leftOut_(merged(std::move(leftOut))) {}

bool EditList::leavesOut(const TimeRange& range) const {
    return std::ranges::any_of(leftOut_, [&](const TimeRange& out) {
        const auto both = std::min(out.to, range.to) - std::max(out.from, range.from);
        return both > Ticks::zero() && both >= range.to - range.from - kTolerance;
    });
}

Ticks EditList::inReplay(Ticks time) const {
    Ticks skipped{};
    for (const auto& out : leftOut_) {
        if (out.from < time) {
            skipped += std::min(out.to, time) - out.from;
        }
    }
    return time - skipped;
}

std::string EditList::toJson() const {
    auto ranges = nlohmann::json::array();
    for (const auto& out : leftOut_) {
        ranges.push_back({{"from", out.from.count()}, {"to", out.to.count()}});
    }
    const nlohmann::json document{{"version", 1}, {"unit", "1/90000 s"}, {"leftOut", ranges}};
    return document.dump(2) + "\n";
}

Result<EditList> EditList::fromJson(std::string_view text) {
    const auto document = nlohmann::json::parse(text, nullptr, false);
    const auto broken = [] {
        return fail(ErrorCode::Corrupt, "edits.json cannot be read");
    };
    if (!document.is_object() || !document.contains("leftOut") || !document["leftOut"].is_array()) {
        return broken();
    }
    std::vector<TimeRange> ranges;
    for (const auto& out : document["leftOut"]) {
        if (!out.is_object() || !out.contains("from") || !out.contains("to") || !out["from"].is_number_integer() ||
            !out["to"].is_number_integer()) {
            return broken();
        }
        ranges.push_back({Ticks(out["from"].get<std::int64_t>()), Ticks(out["to"].get<std::int64_t>())});
    }
    return EditList(std::move(ranges));
}

}  // namespace tsudoi::recorder
