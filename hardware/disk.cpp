// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/disk.h"

#include <fmt/format.h>

#include <sys/statvfs.h>

#include <cerrno>
#include <system_error>

namespace tsudoi::hardware {

Result<DiskSpace> diskSpace(const std::string& path) {
    struct statvfs found {};
    if (::statvfs(path.c_str(), &found) != 0) {
        const std::string reason = std::generic_category().message(errno);
        return fail(ErrorCode::Io, Text{fmt::format("ディスクの空きを調べられません（{}）: {}", path, reason),
                                        fmt::format("Cannot look at the disk of {}: {}", path, reason)});
    }
    return DiskSpace{.freeBytes = static_cast<std::uint64_t>(found.f_bavail) * found.f_frsize,
                     .totalBytes = static_cast<std::uint64_t>(found.f_blocks) * found.f_frsize,
                     .readOnly = (found.f_flag & ST_RDONLY) != 0};
}

}  // namespace tsudoi::hardware
