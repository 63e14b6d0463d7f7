// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/index_record.h"
#include "recorder/recording_timeline.h"

#include <string>
#include <vector>

/// Made-up recordings for tests that need no media.
namespace tsudoi::test {

inline Bytes bytesOf(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

inline std::vector<recorder::RenditionAbout> sampleRenditions() {
    using recorder::RenditionAbout;
    const Fraction rate{30, 1};
    return {RenditionAbout{RenditionName("1080p"), Size{1920, 1080}, rate, 3'000'000, 96'000, 48000},
            RenditionAbout{RenditionName("540p"), Size{960, 540}, rate, 900'000, 96'000, 48000},
            RenditionAbout{RenditionName("audio"), std::nullopt, rate, 0, 64'000, 48000}};
}

/// Makes parts of half a second and puts them into a timeline.
class SampleRecording {
public:
    SampleRecording() {
        for (std::size_t i = 0; i < 3; ++i) {
            timeline.addFile(i, {.number = 1,
                                 .init = SharedBytes(bytesOf("init")),
                                 .videoCodec = i < 2 ? "avc1.4D4028" : "",
                                 .audioCodec = "mp4a.40.2",
                                 .file = nullptr});
        }
    }

    recorder::PartGroup group(bool segmentStart, bool segmentEnd) {
        if (segmentStart) {
            ++msn_;
            part_ = 0;
        }
        recorder::PartGroup made;
        made.msn = static_cast<std::uint64_t>(msn_);
        made.part = part_++;
        made.segmentStart = segmentStart;
        made.segmentEnd = segmentEnd;
        made.labelled = msn_ == 0 && segmentStart;
        made.wall = WallTime(std::chrono::hours(500'000)) + std::chrono::milliseconds(500 * parts_);
        for (std::size_t i = 0; i < 3; ++i) {
            recorder::RenditionPart part;
            part.start = recorder::Ticks(45000 * parts_);
            part.duration = recorder::Ticks(45000);
            part.offset = 100 + 10 * static_cast<std::uint64_t>(parts_);
            part.length = 10;
            part.independent = segmentStart || i == 2;
            part.bytes = SharedBytes(bytesOf("0123456789"));
            made.renditions.push_back(part);
        }
        ++parts_;
        return made;
    }
    void addPart(bool segmentStart, bool segmentEnd, bool slate = false) {
        auto made = group(segmentStart, segmentEnd);
        made.slate = slate;
        timeline.append(made);
    }
    void addSegment(bool slate = false) {
        for (int part = 0; part < 4; ++part) {
            addPart(part == 0, part == 3, slate);
        }
    }

    recorder::RecordingTimeline timeline{SeminarId("kouen"), sampleRenditions()};

private:
    std::int64_t msn_ = -1;
    std::uint32_t part_ = 0;
    std::int64_t parts_ = 0;
};

/// Every media file is this large.
class SameSizes final : public recorder::FileSizes {
public:
    explicit SameSizes(std::uint64_t size) : size_(size) {}
    std::uint64_t size(std::uint8_t, std::uint16_t) const override { return size_; }

private:
    std::uint64_t size_;
};

}  // namespace tsudoi::test
