// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/disk.h"
#include "recorder/part_group.h"
#include "recorder/timeline.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tsudoi::recorder {

/// \return e.g. "1080p.1.mp4"
[[nodiscard]] std::string mediaFileName(const RenditionName& rendition, std::uint32_t number);
inline constexpr const char* kIndexName = "recording.index";
inline constexpr const char* kPosterName = "poster.jpg";
inline constexpr const char* kManifestName = "recording.json";
inline constexpr const char* kEditsName = "edits.json";

/// The growing files of one recording: media first, then the index, so that the index never promises too much.
///
/// Place in the flow: PartMuxer -> [RecordingFiles]. Threads: thread-bound (recorder thread).
class RecordingFiles {
public:
    struct File {
        std::shared_ptr<DiskFile> file;
        std::uint64_t end = 0;  ///< valid bytes
    };
    /// What is there already (RecordingReader).
    struct Existing {
        std::vector<std::vector<File>> media;  ///< by rendition, by number
        std::uint64_t indexEnd = 0;
    };

    RecordingFiles(std::shared_ptr<Disk> disk, std::filesystem::path directory, std::vector<RenditionName> renditions,
                   Existing existing);

    /// Writes one group, or nothing of it. On success every part has its offset.
    /// \param files  of every rendition, so that a new one can be made with its init segment
    [[nodiscard]] Status store(PartGroup& group, const std::vector<RenditionView>& files);
    [[nodiscard]] Status replace(const char* name, const std::string& text);
    /// \return the open file; nullptr: not made yet
    [[nodiscard]] std::shared_ptr<DiskFile> media(std::size_t rendition, std::uint32_t number) const;
    /// Everything that was written to lately, in the order in which it must reach the disk.
    [[nodiscard]] std::vector<std::shared_ptr<DiskFile>> toSync() const;

private:
    Status openIndex();
    Result<File*> openMedia(std::size_t rendition, std::uint32_t number, const SharedBytes& init);
    Status storeMedia(PartGroup& group, const std::vector<RenditionView>& files);
    Status storeIndex(const PartGroup& group);
    void cutBack();

    std::shared_ptr<Disk> disk_;
    std::filesystem::path directory_;
    std::vector<RenditionName> renditions_;
    std::vector<std::vector<File>> media_;
    File index_;
    bool torn_ = false;  ///< files may be longer than what is valid
};

}  // namespace tsudoi::recorder
