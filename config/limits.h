// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"

#include <chrono>
#include <cstddef>
#include <cstdint>

/// What the settings file may ask for. The bounds are generous; they catch slips of the pen.
namespace tsudoi::config {

inline constexpr std::size_t kMaxFileBytes = 1'000'000;
inline constexpr std::size_t kMaxTextLength = 2'000;
inline constexpr std::size_t kMaxNameLength = 100;

inline constexpr int kMinNetworkThreads = 1;
inline constexpr int kMaxNetworkThreads = 64;

inline constexpr Size kSmallestPicture{64, 36};
inline constexpr Size kLargestPicture{3840, 2160};
inline constexpr int kMinFrameRate = 5;
inline constexpr int kMaxFrameRate = 60;

inline constexpr std::size_t kMaxRenditions = 8;
inline constexpr std::int64_t kMinVideoBitrate = 50'000;
inline constexpr std::int64_t kMaxVideoBitrate = 100'000'000;
inline constexpr std::int64_t kMinAudioBitrate = 16'000;
inline constexpr std::int64_t kMaxAudioBitrate = 512'000;
inline constexpr std::int64_t kDefaultAudioBitrate = 96'000;

inline constexpr std::chrono::seconds kMinReplay{1};
inline constexpr std::chrono::seconds kMaxReplay = std::chrono::hours(24 * 3650);

inline constexpr std::size_t kMaxInputs = 16;

/// libsrt refuses others.
inline constexpr std::size_t kMinPassphrase = 10;
inline constexpr std::size_t kMaxPassphrase = 79;

}  // namespace tsudoi::config
