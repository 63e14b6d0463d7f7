// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "pipeline/gst_ptr.h"

#include <string>
#include <vector>

/// Makes encoder elements with the settings that the programme needs.
namespace tsudoi::pipeline {

/// The software encoder that every machine has.
inline constexpr const char* kSoftwareEncoder = "x264enc";

struct VideoEncoderConfig {
    TrackId track;
    Size size;
    Fraction rate{30, 1};
    std::int64_t bitrate = 0;  ///< bit/s
    int gopFrames = 60;
};

/// \return elements from raw I420 to H.264 in AVC form: closed GOP of fixed length, no B-frames, no
///         look-ahead
/// \error  Unavailable: the element is not on this machine
[[nodiscard]] Result<std::vector<ElementPtr>> videoEncoderElements(const std::string& element,
                                                                   const VideoEncoderConfig& config);

/// For people who are waiting for the picture: nothing waits in it, a frame comes out for each that goes in.
/// \param gopFrames  a keyframe comes by itself after so many frames
/// \return one element from raw I420 to H.264 as a byte stream
/// \error  Unavailable: the software encoder is not on this machine
[[nodiscard]] Result<std::vector<ElementPtr>> lowDelayEncoder(int kilobits, int gopFrames);

/// \error Unavailable: an element that every programme needs is missing (the text names it)
[[nodiscard]] Status requireEncoderElements();

/// \return what those elements must put out
[[nodiscard]] CapsPtr encodedVideoCaps();

/// \return elements from interleaved float stereo at 48 kHz to raw AAC-LC
[[nodiscard]] Result<std::vector<ElementPtr>> audioEncoderElements(std::int64_t bitrate);
[[nodiscard]] CapsPtr rawAudioCaps();
[[nodiscard]] CapsPtr encodedAudioCaps();

}  // namespace tsudoi::pipeline
