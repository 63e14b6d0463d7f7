// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/blocking.h"

namespace tsudoi::recorder {

namespace {
/// 3 / PART-TARGET rounded up (6.2.5.2, Advance Part Limit), for parts of 0.5 s.
constexpr std::uint64_t kAdvancePartLimit = 6;
constexpr std::uint64_t kAdvanceSegmentLimit = 2;
}  // namespace

Position positionOf(const RenditionView& rendition) {
    Position position;
    if (rendition.segments.empty()) {
        return position;
    }
    const auto& last = *rendition.segments.back();
    position.segments = last.complete ? last.msn + 1 : last.msn;
    position.openParts = last.complete ? 0 : last.parts.size();
    position.lastParts = last.complete ? last.parts.size() : 0;
    return position;
}

Blocking blocking(const Position& position, bool ended, std::optional<std::uint64_t> msn,
                  std::optional<std::uint64_t> part) {
    if (part && !msn) {
        return Blocking::Refuse;
    }
    if (ended || !msn || *msn < position.segments) {
        const bool nextFirst = !ended && msn && part && *msn + 1 == position.segments && *part >= position.lastParts &&
                               position.lastParts > 0 && position.openParts == 0;
        return nextFirst ? Blocking::Wait : Blocking::Answer;
    }
    // The newest segment that a playlist shows anything of; before there is one, the first.
    const auto newest = position.openParts > 0 || position.segments == 0 ? position.segments : position.segments - 1;
    if (*msn - newest > kAdvanceSegmentLimit) {
        return Blocking::Refuse;
    }
    if (!part) {
        return Blocking::Wait;
    }
    const auto there = *msn == position.segments ? position.openParts : 0;
    if (*part < there) {
        return Blocking::Answer;
    }
    return *part - there >= kAdvancePartLimit ? Blocking::Refuse : Blocking::Wait;
}

}  // namespace tsudoi::recorder
