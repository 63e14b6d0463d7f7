// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "base/result.h"

#include <cstdint>
#include <memory>
#include <span>

namespace tsudoi::recorder {

/// One access unit on its track's own clock: video 1/90000 s, audio 1/sample rate.
struct Sample {
    std::int64_t dts = 0;
    std::int64_t duration = 0;
    bool keyframe = false;
    SharedBytes data;
};

/// Makes the parts of one rendition: fragmented MP4 (CMAF brands) by libavformat, one moof and mdat per part.
///
/// Place in the flow: PartMuxer -> [Fragmenter] -> RecordingFiles. Threads: thread-bound. Owns the muxer.
/// The init segment depends on the formats only, so equal encoders give equal bytes in every run.
class Fragmenter {
public:
    /// \param video, audio   nullptr: no such track; at least one is needed
    /// \param fragmentIndex  number of the first fragment to come (mfhd), from 1
    [[nodiscard]] static Result<std::unique_ptr<Fragmenter>> create(const TrackFormat* video, const TrackFormat* audio,
                                                                    std::uint32_t fragmentIndex);
    ~Fragmenter();
    Fragmenter(const Fragmenter&) = delete;
    Fragmenter& operator=(const Fragmenter&) = delete;

    [[nodiscard]] const Bytes& init() const;
    /// \return one fragment; empty when there are no samples. Decoding times are taken over as they are.
    [[nodiscard]] Result<Bytes> write(std::span<const Sample> video, std::span<const Sample> audio);

private:
    Fragmenter();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::recorder
