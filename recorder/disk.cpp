// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/disk.h"

#include "base/unique_fd.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace tsudoi::recorder {

namespace {

tl::unexpected<Error> failErrno(const char* what) {
    const int error = errno;
    const auto code = error == ENOENT                                        ? ErrorCode::NotFound
                      : error == ENOSPC || error == EDQUOT || error == EFBIG ? ErrorCode::Unavailable
                                                                             : ErrorCode::Io;
    return fail(code, std::string(what) + ": " + std::strerror(error));
}

class PosixFile final : public DiskFile {
public:
    explicit PosixFile(UniqueFd fd) : fd_(std::move(fd)) {}

    Status write(std::uint64_t offset, std::span<const std::byte> bytes) override {
        while (!bytes.empty()) {
            const auto done = ::pwrite(fd_.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
            if (done < 0 && errno == EINTR) {
                continue;
            }
            if (done <= 0) {
                return failErrno("write");
            }
            bytes = bytes.subspan(static_cast<std::size_t>(done));
            offset += static_cast<std::uint64_t>(done);
        }
        return {};
    }
    Status truncate(std::uint64_t size) override {
        return ::ftruncate(fd_.get(), static_cast<off_t>(size)) == 0 ? Status{} : failErrno("truncate");
    }
    Status sync() override { return ::fdatasync(fd_.get()) == 0 ? Status{} : failErrno("fdatasync"); }
    Result<std::uint64_t> size() const override {
        struct stat info {};
        if (::fstat(fd_.get(), &info) != 0) {
            return failErrno("stat");
        }
        return static_cast<std::uint64_t>(info.st_size);
    }
    int fd() const override { return fd_.get(); }

private:
    UniqueFd fd_;
};

Status syncDirectory(const std::filesystem::path& path) {
    const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd || ::fsync(fd.get()) != 0) {
        return failErrno("fsync directory");
    }
    return {};
}

class PosixDisk final : public Disk {
public:
    Result<std::shared_ptr<DiskFile>> open(const std::filesystem::path& path, OpenFor purpose) override {
        const int flags = purpose == OpenFor::Writing ? O_RDWR | O_CREAT : O_RDONLY;
        UniqueFd fd(::open(path.c_str(), flags | O_CLOEXEC, 0640));
        if (!fd) {
            return failErrno("open");
        }
        return std::make_shared<PosixFile>(std::move(fd));
    }
    Status makeDirectory(const std::filesystem::path& path) override {
        std::error_code error;
        std::filesystem::create_directories(path, error);
        return error ? Status{fail(ErrorCode::Io, "make directory: " + error.message())} : Status{};
    }
    Status replace(const std::filesystem::path& path, std::string_view text) override {
        auto next = path;
        next += ".new";
        auto file = open(next, OpenFor::Writing);
        if (!file) {
            return fail(file.error());
        }
        auto status = (*file)
                          ->truncate(0)
                          .and_then([&] { return (*file)->write(0, std::as_bytes(std::span(text))); })
                          .and_then([&] { return (*file)->sync(); });
        if (!status) {
            ::unlink(next.c_str());
            return status;
        }
        if (::rename(next.c_str(), path.c_str()) != 0) {
            return failErrno("rename");
        }
        return syncDirectory(path.parent_path());
    }
    Result<std::uint64_t> freeBytes(const std::filesystem::path& path) override {
        struct statvfs info {};
        if (::statvfs(path.c_str(), &info) != 0) {
            return failErrno("statvfs");
        }
        return static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
    }
};

}  // namespace

std::shared_ptr<Disk> makePosixDisk() {
    return std::make_shared<PosixDisk>();
}

Status readExactly(int fd, std::uint64_t offset, std::span<std::byte> into) {
    while (!into.empty()) {
        const auto got = ::pread(fd, into.data(), into.size(), static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return failErrno("read");
        }
        if (got == 0) {
            return fail(ErrorCode::Corrupt, "the file ends too early");
        }
        into = into.subspan(static_cast<std::size_t>(got));
        offset += static_cast<std::uint64_t>(got);
    }
    return {};
}

}  // namespace tsudoi::recorder
