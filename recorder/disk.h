// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace tsudoi::recorder {

/// One open file. Threads: write and truncate thread-bound (the recorder thread); sync and fd thread-safe.
class DiskFile {
public:
    virtual ~DiskFile() = default;
    /// All of \p bytes at \p offset, or an error; then the file's end beyond \p offset is undefined.
    [[nodiscard]] virtual Status write(std::uint64_t offset, std::span<const std::byte> bytes) = 0;
    [[nodiscard]] virtual Status truncate(std::uint64_t size) = 0;
    [[nodiscard]] virtual Status sync() = 0;
    [[nodiscard]] virtual Result<std::uint64_t> size() const = 0;
    [[nodiscard]] virtual int fd() const = 0;  ///< for pread(2)
};

enum class OpenFor { Reading, Writing };

/// The file system, small enough to be replaced by one that fails on purpose. Threads: thread-safe.
class Disk {
public:
    virtual ~Disk() = default;
    /// Writing creates the file when it is missing.
    [[nodiscard]] virtual Result<std::shared_ptr<DiskFile>> open(const std::filesystem::path& path,
                                                                 OpenFor purpose) = 0;
    [[nodiscard]] virtual Status makeDirectory(const std::filesystem::path& path) = 0;
    /// Replaces a small file as a whole: afterwards it holds either the old or the new text, also after a power cut.
    [[nodiscard]] virtual Status replace(const std::filesystem::path& path, std::string_view text) = 0;
    /// Bytes that this process may still write below \p path.
    [[nodiscard]] virtual Result<std::uint64_t> freeBytes(const std::filesystem::path& path) = 0;
};

/// \return the real one
[[nodiscard]] std::shared_ptr<Disk> makePosixDisk();

/// Reads \p size bytes at \p offset. \error Corrupt: the file is shorter
[[nodiscard]] Status readExactly(int fd, std::uint64_t offset, std::span<std::byte> into);

}  // namespace tsudoi::recorder
