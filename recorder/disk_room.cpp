// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/disk_room.h"

#include <algorithm>

namespace tsudoi::recorder {

DiskRoom diskRoom(Disk& disk, const std::filesystem::path& directory, std::uint64_t minimumFree,
                  std::int64_t bitsPerSecond) {
    constexpr std::int64_t kBitsInByte = 8;
    DiskRoom room;
    room.freeBytes = disk.freeBytes(directory).value_or(0);
    const auto spare = room.freeBytes > minimumFree ? room.freeBytes - minimumFree : 0;
    const std::int64_t bytesPerSecond = std::max<std::int64_t>(1, bitsPerSecond / kBitsInByte);
    room.freeTime = std::chrono::seconds(static_cast<std::int64_t>(spare) / bytesPerSecond);
    room.low = room.freeBytes < minimumFree || room.freeTime < kLowFreeTime;
    return room;
}

}  // namespace tsudoi::recorder
