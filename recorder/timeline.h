// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"
#include "base/ids.h"
#include "base/media.h"
#include "recorder/disk.h"
#include "recorder/edit_list.h"
#include "recorder/ticks.h"
#include "seminar/ports.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// What a recording consists of. Values; the immutable ones are shared between the recorder and all readers.
namespace tsudoi::recorder {

/// A part of one rendition. Without memory its bytes are in the segment's file at [offset, offset + length).
struct Part {
    Ticks start{};
    Ticks duration{};
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
    bool independent = false;  ///< begins with a keyframe (or is sound only)
    bool gap = false;          ///< has no media (encoder missing, or lost while the disk failed)
    SharedBytes memory;
};

struct Segment {
    std::uint64_t msn = 0;
    std::uint32_t file = 1;  ///< number of the media file, from 1: names the init segment
    bool discontinuity = false;
    bool labelled = false;  ///< carries a PROGRAM-DATE-TIME of its own (a run begins)
    bool complete = false;
    bool slate = true;  ///< slate throughout
    WallTime wall{};
    std::vector<Part> parts;
    SharedBytes memory;  ///< complete: all parts in a row

    [[nodiscard]] Ticks start() const { return parts.empty() ? Ticks{} : parts.front().start; }
    [[nodiscard]] Ticks end() const { return parts.empty() ? Ticks{} : parts.back().start + parts.back().duration; }
    [[nodiscard]] Ticks duration() const { return end() - start(); }
    [[nodiscard]] std::uint64_t length() const {
        std::uint64_t sum = 0;
        for (const auto& part : parts) {
            sum += part.length;
        }
        return sum;
    }
};

/// One growing file: init segment, then parts. Another one begins when the init segment changes.
struct MediaFile {
    std::uint32_t number = 1;
    SharedBytes init;
    std::string videoCodec;  ///< RFC 6381; empty: none
    std::string audioCodec;
    std::shared_ptr<DiskFile> file;  ///< nullptr: not (yet) on disk
};

/// What a rendition is, as it stands in the manifest.
struct RenditionAbout {
    RenditionName name;
    std::optional<Size> size;  ///< absent: sound only
    Fraction frameRate{0, 1};
    std::int64_t videoBitrate = 0;
    std::int64_t audioBitrate = 0;
    int sampleRate = 48000;

    [[nodiscard]] bool hasVideo() const { return size.has_value(); }
};

struct PlaylistCache;

struct RenditionView {
    RenditionAbout about;
    std::vector<std::shared_ptr<const MediaFile>> files;
    std::vector<std::shared_ptr<const Segment>> segments;  ///< by msn from 0; only the last may be incomplete
    std::shared_ptr<PlaylistCache> cache;                  ///< texts made once for all who ask

    [[nodiscard]] Ticks end() const { return segments.empty() ? Ticks{} : segments.back()->end(); }
};

/// Everything that viewers can reach at one moment. Immutable.
struct RecordingView {
    SeminarId seminar;
    std::uint64_t version = 0;  ///< goes up with every change
    bool ended = false;
    std::vector<RenditionView> renditions;
    std::vector<seminar::Mark> marks;
    EditList edits;      ///< of the replay; empty while live
    SharedBytes poster;  ///< a picture of the programme as JPEG; empty: none yet

    /// Its length: of the pictures, or of the sound when there are none.
    [[nodiscard]] Ticks end() const;
};

}  // namespace tsudoi::recorder
