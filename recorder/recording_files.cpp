// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/recording_files.h"

#include "recorder/index_record.h"

namespace tsudoi::recorder {

std::string mediaFileName(const RenditionName& rendition, std::uint32_t number) {
    return rendition.str() + "." + std::to_string(number) + ".mp4";
}

namespace {

IndexRecord recordOf(const PartGroup& group, std::size_t rendition) {
    const auto& part = group.renditions[rendition];
    return {.rendition = static_cast<std::uint8_t>(rendition),
            .segmentStart = group.segmentStart,
            .discontinuity = group.discontinuity,
            .independent = part.independent,
            .slate = group.slate,
            .gap = part.gap(),
            .labelled = group.labelled,
            .file = static_cast<std::uint16_t>(part.file),
            .msn = static_cast<std::uint32_t>(group.msn),
            .part = static_cast<std::uint16_t>(group.part),
            .offset = part.offset,
            .length = part.length,
            .start = part.start,
            .duration = part.duration,
            .audioEnd = part.audioEnd,
            .wallUs = std::chrono::duration_cast<std::chrono::microseconds>(group.wall.time_since_epoch()).count()};
}

}  // namespace

RecordingFiles::RecordingFiles(std::shared_ptr<Disk> disk, std::filesystem::path directory,
                               std::vector<RenditionName> renditions, Existing existing)
    : disk_(std::move(disk)),
      directory_(std::move(directory)),
      renditions_(std::move(renditions)),
      media_(std::move(existing.media)) {
    media_.resize(renditions_.size());
    index_.end = existing.indexEnd;
}

Status RecordingFiles::openIndex() {
    if (index_.file) {
        return {};
    }
    if (auto status = disk_->makeDirectory(directory_); !status) {
        return status;
    }
    auto file = disk_->open(directory_ / kIndexName, OpenFor::Writing);
    if (!file) {
        return fail(file.error());
    }
    if (index_.end == 0) {
        const auto header = encodeIndexHeader(static_cast<std::uint8_t>(renditions_.size()));
        if (auto status = (*file)->write(0, header); !status) {
            return status;
        }
        index_.end = header.size();
    }
    if (auto status = (*file)->truncate(index_.end); !status) {
        return status;
    }
    index_.file = std::move(*file);
    return {};
}

Result<RecordingFiles::File*> RecordingFiles::openMedia(std::size_t rendition, std::uint32_t number,
                                                        const SharedBytes& init) {
    auto& files = media_[rendition];
    if (files.size() < number) {
        files.resize(number);
    }
    auto& slot = files[number - 1];
    if (slot.file) {
        return &slot;
    }
    auto file = disk_->open(directory_ / mediaFileName(renditions_[rendition], number), OpenFor::Writing);
    if (!file) {
        return fail(file.error());
    }
    if (slot.end == 0) {
        if (auto status = (*file)->write(0, init.bytes()); !status) {
            return fail(status.error());
        }
        slot.end = init.size();
    }
    if (auto status = (*file)->truncate(slot.end); !status) {
        return fail(status.error());
    }
    slot.file = std::move(*file);
    return &slot;
}

Status RecordingFiles::storeMedia(PartGroup& group, const std::vector<RenditionView>& files) {
    for (std::size_t i = 0; i < group.renditions.size(); ++i) {
        auto& part = group.renditions[i];
        if (files[i].files.size() < part.file) {
            continue;  // no encoder of this rendition has ever delivered
        }
        auto file = openMedia(i, part.file, files[i].files[part.file - 1]->init);
        if (!file) {
            return fail(file.error());
        }
        part.offset = (*file)->end;
        if (part.gap()) {
            continue;
        }
        if (auto status = (*file)->file->write(part.offset, part.bytes.bytes()); !status) {
            return status;
        }
    }
    return {};
}

Status RecordingFiles::storeIndex(const PartGroup& group) {
    std::vector<std::byte> bytes(kIndexRecordSize * group.renditions.size());
    for (std::size_t i = 0; i < group.renditions.size(); ++i) {
        encodeIndexRecord(recordOf(group, i), std::span(bytes).subspan(i * kIndexRecordSize).first<kIndexRecordSize>());
    }
    if (auto status = index_.file->write(index_.end, bytes); !status) {
        return status;
    }
    index_.end += bytes.size();
    for (std::size_t i = 0; i < group.renditions.size(); ++i) {
        const auto& part = group.renditions[i];
        if (part.file <= media_[i].size()) {
            media_[i][part.file - 1].end = part.offset + part.length;
        }
    }
    return {};
}

Status RecordingFiles::store(PartGroup& group, const std::vector<RenditionView>& files) {
    auto status = openIndex();
    if (status && torn_) {
        cutBack();
    }
    status = status.and_then([&] { return storeMedia(group, files); }).and_then([&] { return storeIndex(group); });
    if (!status) {
        torn_ = true;
        cutBack();
        for (auto& part : group.renditions) {
            part.offset = 0;
        }
    }
    return status;
}

/// Best effort: what cannot be cut now is cut before the next write, and no index record leads to it.
void RecordingFiles::cutBack() {
    bool all = !index_.file || index_.file->truncate(index_.end).has_value();
    for (auto& files : media_) {
        for (auto& file : files) {
            all = (!file.file || file.file->truncate(file.end).has_value()) && all;
        }
    }
    torn_ = !all;
}

Status RecordingFiles::replace(const char* name, const std::string& text) {
    if (auto status = disk_->makeDirectory(directory_); !status) {
        return status;
    }
    return disk_->replace(directory_ / name, text);
}

std::shared_ptr<DiskFile> RecordingFiles::media(std::size_t rendition, std::uint32_t number) const {
    const auto& files = media_[rendition];
    return number >= 1 && number <= files.size() ? files[number - 1].file : nullptr;
}

std::vector<std::shared_ptr<DiskFile>> RecordingFiles::toSync() const {
    std::vector<std::shared_ptr<DiskFile>> files;
    for (const auto& rendition : media_) {
        if (!rendition.empty() && rendition.back().file) {
            files.push_back(rendition.back().file);
        }
    }
    if (index_.file) {
        files.push_back(index_.file);
    }
    return files;
}

}  // namespace tsudoi::recorder
