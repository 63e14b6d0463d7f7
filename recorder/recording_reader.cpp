// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/recording_reader.h"

#include "base/log.h"
#include "recorder/index_record.h"

#include <algorithm>
#include <map>

namespace tsudoi::recorder {

namespace {

constexpr std::uint64_t kMaxTextFile = 64 * 1024 * 1024;
constexpr std::uint64_t kMaxPoster = 4 * 1024 * 1024;
constexpr std::uint64_t kMaxIndexFile = 1024ULL * 1024 * 1024;

Result<Bytes> readFile(Disk& disk, const std::filesystem::path& path, std::uint64_t largest) {
    auto file = disk.open(path, OpenFor::Reading);
    if (!file) {
        return fail(file.error());
    }
    const auto size = (*file)->size();
    if (!size || *size > largest) {
        return fail(ErrorCode::Corrupt, path.filename().string() + " has no sensible size");
    }
    Bytes bytes(*size);
    if (auto status = readExactly((*file)->fd(), 0, bytes); !status) {
        return fail(status.error());
    }
    return bytes;
}

std::string_view asText(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

using OpenFiles = std::map<std::pair<std::uint8_t, std::uint16_t>, std::shared_ptr<DiskFile>>;

OpenFiles openMedia(Disk& disk, const std::filesystem::path& directory, const Manifest& manifest) {
    OpenFiles files;
    for (std::size_t i = 0; i < manifest.renditions.size(); ++i) {
        const auto& rendition = manifest.renditions[i];
        for (std::uint32_t number = 1; number <= rendition.files.size(); ++number) {
            auto file = disk.open(directory / mediaFileName(rendition.about.name, number), OpenFor::Reading);
            if (file) {
                files[{static_cast<std::uint8_t>(i), static_cast<std::uint16_t>(number)}] = std::move(*file);
            }
        }
    }
    return files;
}

class OpenFileSizes final : public FileSizes {
public:
    explicit OpenFileSizes(const OpenFiles& files) : files_(files) {}
    std::uint64_t size(std::uint8_t rendition, std::uint16_t file) const override {
        const auto found = files_.find({rendition, file});
        return found == files_.end() ? 0 : found->second->size().value_or(0);
    }

private:
    const OpenFiles& files_;
};

PartGroup groupOf(const IndexGroup& records) {
    const auto& first = records.front();
    PartGroup group{.msn = first.msn,
                    .part = first.part,
                    .segmentStart = first.segmentStart,
                    .discontinuity = first.discontinuity,
                    .labelled = first.labelled,
                    .slate = first.slate,
                    .wall = WallTime(std::chrono::microseconds(first.wallUs))};
    for (const auto& record : records) {
        group.renditions.push_back({.file = record.file,
                                    .start = record.start,
                                    .duration = record.duration,
                                    .audioEnd = record.audioEnd,
                                    .offset = record.offset,
                                    .length = record.length,
                                    .independent = record.independent});
    }
    return group;
}

/// Offset of the first part in each file: the length of its init segment.
std::map<std::pair<std::size_t, std::uint32_t>, std::uint64_t> initLengths(const IndexContents& index) {
    std::map<std::pair<std::size_t, std::uint32_t>, std::uint64_t> lengths;
    for (const auto& group : index.groups) {
        for (const auto& record : group) {
            if (record.offset > 0) {
                lengths.try_emplace({record.rendition, record.file}, record.offset);
            }
        }
    }
    return lengths;
}

Status addFiles(RecordingState& state, const OpenFiles& files, const IndexContents& index) {
    constexpr std::uint64_t kMaxInit = 1024 * 1024;
    for (const auto& [where, length] : initLengths(index)) {
        const auto [rendition, number] = where;
        const auto& codecs = state.manifest.renditions[rendition].files[number - 1];
        const auto& file = files.at({static_cast<std::uint8_t>(rendition), static_cast<std::uint16_t>(number)});
        if (length > kMaxInit || state.timeline->renditions()[rendition].files.size() + 1 != number) {
            return fail(ErrorCode::Corrupt, "the index does not fit the media files");
        }
        Bytes init(length);
        if (auto status = readExactly(file->fd(), 0, init); !status) {
            return status;
        }
        state.timeline->addFile(rendition, {.number = number,
                                            .init = SharedBytes(std::move(init)),
                                            .videoCodec = codecs.video,
                                            .audioCodec = codecs.audio,
                                            .file = file});
    }
    return {};
}

void addProgress(RecordingState& state, const IndexGroup& records) {
    for (const auto& record : records) {
        auto& progress = state.progress[record.rendition];
        if (record.offset > 0) {
            progress.parts = progress.file == record.file ? progress.parts : 0;
            progress.file = record.file;
            progress.parts += record.gap ? 0 : 1;
            auto& files = state.existing.media[record.rendition];
            files.resize(std::max<std::size_t>(files.size(), record.file));
            files[record.file - 1U].end = record.offset + record.length;
        }
        progress.end = record.start + record.duration;
        progress.audioEnd = record.audioEnd;
    }
}

}  // namespace

RecordingState newRecording(const SeminarId& seminar, std::vector<RenditionAbout> renditions) {
    RecordingState state;
    for (const auto& about : renditions) {
        state.manifest.renditions.push_back({.about = about, .files = {}});
        state.progress.push_back({.about = about});
    }
    state.existing.media.resize(renditions.size());
    state.timeline = std::make_unique<RecordingTimeline>(seminar, std::move(renditions));
    return state;
}

namespace {

Result<RecordingState> readManifest(Disk& disk, const std::filesystem::path& directory, const SeminarId& seminar) {
    const auto text = readFile(disk, directory / kManifestName, kMaxTextFile);
    if (!text) {
        return fail(text.error());
    }
    auto manifest = manifestFromJson(asText(*text));
    if (!manifest) {
        return fail(manifest.error());
    }
    std::vector<RenditionAbout> abouts;
    for (const auto& rendition : manifest->renditions) {
        abouts.push_back(rendition.about);
    }
    auto state = newRecording(seminar, std::move(abouts));
    state.manifest = std::move(*manifest);
    return state;
}

Status readMedia(Disk& disk, const std::filesystem::path& directory, RecordingState& state) {
    const auto files = openMedia(disk, directory, state.manifest);
    const auto bytes = readFile(disk, directory / kIndexName, kMaxIndexFile);
    const auto index = bytes ? readIndex(*bytes, OpenFileSizes(files)) : IndexContents{};
    const bool any = std::ranges::any_of(state.manifest.renditions, [](const auto& r) { return !r.files.empty(); });
    if (index.renditions != state.manifest.renditions.size()) {
        return any ? Status{fail(ErrorCode::Corrupt, "the index cannot be read")} : Status{};
    }
    if (auto status = addFiles(state, files, index); !status) {
        return status;
    }
    for (const auto& group : index.groups) {
        state.timeline->append(groupOf(group));
        addProgress(state, group);
    }
    state.timeline->closeSegment();
    state.existing.indexEnd = index.size;
    for (std::size_t i = 0; i < state.progress.size(); ++i) {
        const auto& views = state.timeline->renditions()[i].files;
        if (!views.empty()) {
            state.progress[i].init = views.back()->init;
        }
    }
    return {};
}

}  // namespace

Result<RecordingState> readRecording(Disk& disk, const std::filesystem::path& directory, const SeminarId& seminar) {
    auto state = readManifest(disk, directory, seminar);
    if (!state) {
        return state;
    }
    if (auto status = readMedia(disk, directory, *state); !status) {
        return fail(status.error());
    }
    for (const auto& mark : state->manifest.marks) {
        state->timeline->addMark(mark);
    }
    if (auto poster = readFile(disk, directory / kPosterName, kMaxPoster)) {
        state->timeline->setPoster(SharedBytes(std::move(*poster)));
    }
    EditList edits;
    if (const auto list = readFile(disk, directory / kEditsName, kMaxTextFile); list && state->manifest.ended) {
        edits = EditList::fromJson(asText(*list)).value_or(EditList());
    }
    state->timeline->setEnded(state->manifest.ended, std::move(edits));
    return state;
}

}  // namespace tsudoi::recorder
