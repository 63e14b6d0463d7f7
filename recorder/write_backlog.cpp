// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/write_backlog.h"

#include "base/log.h"

namespace tsudoi::recorder {

bool WriteBacklog::write(PartGroup& group, RecordingTimeline& timeline) {
    auto status = files_.store(group, timeline.renditions());
    if (!status) {
        if (!problem_) {
            log::error("recording cannot be written, going on in memory: {}", status.error().text.en);
        }
        problem_ = status.error();
        nextTry_ = Clock::now() + kRetry;
        return false;
    }
    for (std::size_t i = 0; i < group.renditions.size(); ++i) {
        const auto& files = timeline.renditions()[i].files;
        const auto number = group.renditions[i].file;
        if (number <= files.size() && files[number - 1]->file == nullptr) {
            timeline.setDiskFile(i, number, files_.media(i, number));
        }
    }
    if (problem_) {
        log::info("recording can be written again");
        problem_.reset();
    }
    return true;
}

bool WriteBacklog::add(PartGroup& group, RecordingTimeline& timeline) {
    if (groups_.empty() && write(group, timeline)) {
        return true;
    }
    bytes_ += group.size();
    groups_.push_back(group);
    limit(timeline);
    return false;
}

void WriteBacklog::limit(RecordingTimeline& timeline) {
    for (auto& group : groups_) {
        if (bytes_ <= mostBytes_ || &group == &groups_.back()) {
            return;
        }
        if (group.size() == 0) {
            continue;
        }
        log::error("memory for unwritten media is full: segment {} part {} is lost", group.msn, group.part);
        bytes_ -= group.size();
        for (auto& part : group.renditions) {
            part.bytes = {};
            part.length = 0;
            part.independent = false;
        }
        timeline.lost(group);
    }
}

bool WriteBacklog::retry(RecordingTimeline& timeline, bool now) {
    bool any = false;
    while (!groups_.empty() && (now || any || Clock::now() >= nextTry_)) {
        auto& group = groups_.front();
        if (!write(group, timeline)) {
            break;
        }
        bytes_ -= group.size();
        timeline.stored(group);
        groups_.pop_front();
        any = true;
    }
    return any;
}

}  // namespace tsudoi::recorder
