// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/disk.h"

#include <chrono>
#include <cstdint>
#include <filesystem>

namespace tsudoi::recorder {

/// How much more can be recorded.
struct DiskRoom {
    std::uint64_t freeBytes = 0;
    std::chrono::seconds freeTime{};  ///< until only minimumFree is left
    bool low = false;
};

/// Under so much the operator is warned.
inline constexpr std::chrono::minutes kLowFreeTime{15};

/// \param minimumFree    bytes that are not for recordings
/// \param bitsPerSecond  of all renditions together
/// \return               nothing is free when the disk cannot be asked
[[nodiscard]] DiskRoom diskRoom(Disk& disk, const std::filesystem::path& directory, std::uint64_t minimumFree,
                                std::int64_t bitsPerSecond);

}  // namespace tsudoi::recorder
