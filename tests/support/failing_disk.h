// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/disk.h"

#include <atomic>
#include <cstdint>

namespace tsudoi::test {

/// The real disk until told otherwise: full (a write gets half way), read-only, hanging, or nearly full.
class FailingDisk final : public recorder::Disk {
public:
    enum class Mode { Works, Full, ReadOnly };

    std::atomic<Mode> mode{Mode::Works};
    std::atomic<std::uint64_t> free{1'000'000'000'000};
    /// Writes wait while it is set, as on a disk that hangs.
    void hang(bool on) {
        hanging_ = on;
        hanging_.notify_all();
    }

    Result<std::shared_ptr<recorder::DiskFile>> open(const std::filesystem::path& path,
                                                     recorder::OpenFor purpose) override {
        if (purpose == recorder::OpenFor::Writing && mode == Mode::ReadOnly) {
            return refuse();
        }
        auto file = real_->open(path, purpose);
        if (!file) {
            return file;
        }
        return std::make_shared<File>(*this, std::move(*file));
    }
    Status makeDirectory(const std::filesystem::path& path) override { return real_->makeDirectory(path); }
    Status replace(const std::filesystem::path& path, std::string_view text) override {
        if (mode != Mode::Works) {
            return refuse();
        }
        return real_->replace(path, text);
    }
    Result<std::uint64_t> freeBytes(const std::filesystem::path&) override { return free.load(); }

private:
    class File final : public recorder::DiskFile {
    public:
        File(FailingDisk& disk, std::shared_ptr<recorder::DiskFile> real) : disk_(disk), real_(std::move(real)) {}
        Status write(std::uint64_t offset, std::span<const std::byte> bytes) override {
            disk_.hanging_.wait(true);
            if (disk_.mode == Mode::Full) {
                (void)real_->write(offset, bytes.first(bytes.size() / 2));
                return disk_.refuse();
            }
            return disk_.mode == Mode::ReadOnly ? disk_.refuse() : real_->write(offset, bytes);
        }
        Status truncate(std::uint64_t size) override {
            return disk_.mode == Mode::ReadOnly ? disk_.refuse() : real_->truncate(size);
        }
        Status sync() override { return real_->sync(); }
        Result<std::uint64_t> size() const override { return real_->size(); }
        int fd() const override { return real_->fd(); }

    private:
        FailingDisk& disk_;
        std::shared_ptr<recorder::DiskFile> real_;
    };

    tl::unexpected<Error> refuse() {
        return mode == Mode::Full ? fail(ErrorCode::Unavailable, "No space left on device")
                                  : fail(ErrorCode::Io, "Read-only file system");
    }

    std::atomic<bool> hanging_{false};
    std::shared_ptr<recorder::Disk> real_ = recorder::makePosixDisk();
};

}  // namespace tsudoi::test
