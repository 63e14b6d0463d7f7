// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tsudoi {

/// Time on the programme's monotonic clock, in ns since the programme began. Never wall time.
using MediaTime = std::chrono::nanoseconds;
/// What a wall clock shows; only a label (PROGRAM-DATE-TIME, logs, schedules).
using WallTime = std::chrono::system_clock::time_point;
using Bytes = std::vector<std::byte>;

/// Immutable bytes that something else owns (a mapped GstBuffer, a vector); copying shares them.
class SharedBytes {
public:
    SharedBytes() = default;
    SharedBytes(std::shared_ptr<const void> owner, std::span<const std::byte> bytes)
        : owner_(std::move(owner)), bytes_(bytes) {}
    explicit SharedBytes(Bytes bytes) {
        auto owned = std::make_shared<const Bytes>(std::move(bytes));
        bytes_ = *owned;
        owner_ = std::move(owned);
    }

    [[nodiscard]] std::span<const std::byte> bytes() const noexcept { return bytes_; }
    [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }

private:
    std::shared_ptr<const void> owner_;
    std::span<const std::byte> bytes_;
};

enum class TrackKind : std::uint8_t { Video, Audio };

/// Which encoder a packet comes from: video 0..n (one per picture rendition, in ladder order),
/// audio 0..n (one per distinct audio bit rate, in order of first use in the ladder).
struct TrackId {
    TrackKind kind = TrackKind::Video;
    std::uint8_t index = 0;

    friend auto operator<=>(const TrackId&, const TrackId&) = default;
};

/// What a decoder must know before the first packet. Immutable; a new object means a new encoder.
struct TrackFormat {
    TrackKind kind = TrackKind::Video;
    std::string codec;         ///< RFC 6381, e.g. "avc1.4D4028", "mp4a.40.2"
    Bytes codecData;           ///< avcC box payload (H.264) or AudioSpecificConfig (AAC)
    std::int64_t bitrate = 0;  ///< target, bit/s
    Size size;                 ///< video only
    Fraction frameRate;        ///< video only
    int sampleRate = 0;        ///< audio only, Hz
    int channels = 0;          ///< audio only
};

/// One encoded access unit: H.264 in AVC form (4-byte lengths) or one raw AAC frame.
///
/// pts, dts: programme time of its content. Encoder priming is already taken out, so sound and picture with equal
/// pts belong together. dts does not decrease within a track. No B-frames: pts == dts.
struct EncodedPacket {
    TrackId track;
    std::shared_ptr<const TrackFormat> format;
    MediaTime pts{};
    MediaTime dts{};
    MediaTime duration{};
    bool keyframe = false;
    bool slate = false;  ///< the audience sees the slate in this frame (video only)
    SharedBytes data;
};

}  // namespace tsudoi
