// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>

namespace tsudoi::hardware {

struct DiskSpace {
    std::uint64_t freeBytes = 0;  ///< that an ordinary user may still write
    std::uint64_t totalBytes = 0;
    bool readOnly = false;
};

/// \param path  any existing file or directory on the file system in question
/// \error Io: the path cannot be looked at
/// Threads: reentrant; may block on a network disk.
[[nodiscard]] Result<DiskSpace> diskSpace(const std::string& path);

}  // namespace tsudoi::hardware
