// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/recording_timeline.h"

#include "recorder/shelf.h"

#include <algorithm>

namespace tsudoi::recorder {

namespace {

/// One buffer for the whole segment, the parts being pieces of it.
void joinMemory(Segment& segment) {
    Bytes all;
    for (const auto& part : segment.parts) {
        if (part.memory.size() == 0 && !part.gap) {
            return;
        }
        const auto bytes = part.memory.bytes();
        all.insert(all.end(), bytes.begin(), bytes.end());
    }
    if (all.empty()) {
        return;
    }
    auto owner = std::make_shared<const Bytes>(std::move(all));
    std::size_t at = 0;
    for (auto& part : segment.parts) {
        const auto size = part.memory.size();
        part.memory = size > 0 ? SharedBytes(owner, std::span(*owner).subspan(at, size)) : SharedBytes();
        at += size;
    }
    segment.memory = SharedBytes(owner, std::span(*owner));
}

bool allStored(const Segment& segment) {
    return std::ranges::all_of(segment.parts, [](const Part& part) { return part.gap || part.offset > 0; });
}

WallTime::duration toWall(Ticks ticks) {
    return std::chrono::duration_cast<WallTime::duration>(toMediaTime(ticks));
}

Ticks endOf(const std::vector<RenditionView>& renditions) {
    const auto video = std::ranges::find_if(renditions, [](const auto& r) { return r.about.hasVideo(); });
    if (video != renditions.end()) {
        return video->end();
    }
    return renditions.empty() ? Ticks{} : renditions.front().end();
}

}  // namespace

Ticks RecordingView::end() const {
    return endOf(renditions);
}

RecordingTimeline::RecordingTimeline(SeminarId seminar, std::vector<RenditionAbout> renditions)
    : seminar_(std::move(seminar)) {
    for (auto& about : renditions) {
        renditions_.push_back({.about = std::move(about)});
    }
}

void RecordingTimeline::addFile(std::size_t rendition, MediaFile file) {
    renditions_[rendition].files.push_back(std::make_shared<const MediaFile>(std::move(file)));
}

void RecordingTimeline::setDiskFile(std::size_t rendition, std::uint32_t number, std::shared_ptr<DiskFile> file) {
    auto& slot = renditions_[rendition].files[number - 1];
    auto changed = *slot;
    changed.file = std::move(file);
    slot = std::make_shared<const MediaFile>(std::move(changed));
}

void RecordingTimeline::change(RenditionView& rendition, std::uint64_t msn, const std::function<void(Segment&)>& how) {
    auto& slot = rendition.segments[msn];
    auto changed = std::make_shared<Segment>(*slot);
    how(*changed);
    slot = std::move(changed);
}

void RecordingTimeline::append(const PartGroup& group) {
    if (group.segmentStart) {
        closeSegment();
    }
    const auto pictures = std::ranges::find_if(renditions_, [](const auto& r) { return r.about.hasVideo(); });
    const auto reference = pictures == renditions_.end() ? 0 : pictures - renditions_.begin();
    const auto start = group.renditions[static_cast<std::size_t>(reference)].start;
    for (std::size_t i = 0; i < renditions_.size(); ++i) {
        auto& rendition = renditions_[i];
        const auto& made = group.renditions[i];
        if (group.segmentStart) {
            rendition.segments.push_back(
                std::make_shared<const Segment>(Segment{.msn = group.msn,
                                                        .file = made.file,
                                                        .discontinuity = group.discontinuity,
                                                        .labelled = group.labelled,
                                                        .wall = group.wall + toWall(made.start - start)}));
        }
        change(rendition, group.msn, [&](Segment& segment) {
            segment.slate = segment.slate && group.slate;
            segment.parts.push_back({.start = made.start,
                                     .duration = made.duration,
                                     .offset = made.offset,
                                     .length = made.length,
                                     .independent = made.independent,
                                     .gap = made.gap(),
                                     .memory = made.bytes});
        });
    }
    if (group.segmentEnd) {
        closeSegment();
    }
}

void RecordingTimeline::closeSegment() {
    for (auto& rendition : renditions_) {
        if (rendition.segments.empty() || rendition.segments.back()->complete) {
            continue;
        }
        change(rendition, rendition.segments.back()->msn, [](Segment& segment) {
            segment.complete = true;
            joinMemory(segment);
        });
        if (rendition.segments.size() > kSegmentsInMemory) {
            releaseMemory(rendition, rendition.segments.size() - kSegmentsInMemory - 1);
        }
    }
}

void RecordingTimeline::releaseMemory(RenditionView& rendition, std::uint64_t msn) {
    if (msn + kSegmentsInMemory >= rendition.segments.size() || !allStored(*rendition.segments[msn])) {
        return;
    }
    change(rendition, msn, [](Segment& segment) {
        segment.memory = {};
        for (auto& part : segment.parts) {
            part.memory = {};
        }
    });
}

void RecordingTimeline::stored(const PartGroup& group) {
    for (std::size_t i = 0; i < renditions_.size(); ++i) {
        change(renditions_[i], group.msn,
               [&](Segment& segment) { segment.parts[group.part].offset = group.renditions[i].offset; });
        releaseMemory(renditions_[i], group.msn);
    }
}

void RecordingTimeline::lost(const PartGroup& group) {
    for (auto& rendition : renditions_) {
        change(rendition, group.msn, [&](Segment& segment) {
            auto& part = segment.parts[group.part];
            part.gap = true;
            part.independent = false;
            part.length = 0;
            part.memory = {};
            segment.memory = {};
        });
    }
}

void RecordingTimeline::setEnded(bool ended, EditList edits) {
    ended_ = ended;
    edits_ = std::move(edits);
}

std::shared_ptr<const RecordingView> RecordingTimeline::view() {
    auto view = std::make_shared<RecordingView>();
    view->seminar = seminar_;
    view->version = ++version_;
    view->ended = ended_;
    view->marks = marks_;
    view->edits = edits_;
    view->poster = poster_;
    view->renditions = renditions_;
    for (auto& rendition : view->renditions) {
        rendition.cache = makePlaylistCache();
    }
    return view;
}

Ticks RecordingTimeline::end() const {
    return endOf(renditions_);
}

std::uint64_t RecordingTimeline::nextMsn() const {
    return renditions_.empty() ? 0 : renditions_.front().segments.size();
}

std::optional<WallTime> RecordingTimeline::wallEnd() const {
    if (renditions_.empty() || renditions_.front().segments.empty()) {
        return std::nullopt;
    }
    const auto& last = *renditions_.front().segments.back();
    return last.wall + toWall(last.duration());
}

EditList RecordingTimeline::withoutSlates() const {
    std::vector<TimeRange> slates;
    if (renditions_.empty()) {
        return {};
    }
    const auto& segments = renditions_.front().segments;
    for (const auto& segment : segments) {
        if (segment->slate) {
            slates.push_back({segment->start(), segment->end()});
        }
    }
    return slates.size() == segments.size() ? EditList() : EditList(std::move(slates));
}

}  // namespace tsudoi::recorder
