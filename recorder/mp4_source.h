// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/libav.h"
#include "recorder/mp4_export.h"

#include <memory>

namespace tsudoi::recorder {

/// Reads one piece of a media file as if it were a file of its own: its init segment, then the piece.
///
/// Threads: thread-bound. Owns the demuxer; keeps the file open.
class Mp4Source {
public:
    [[nodiscard]] static Result<std::unique_ptr<Mp4Source>> open(const MediaFile& file, const ExportPiece& piece);
    ~Mp4Source();
    Mp4Source(const Mp4Source&) = delete;
    Mp4Source& operator=(const Mp4Source&) = delete;

    [[nodiscard]] AVFormatContext& context() const { return *context_; }
    /// \return whether \p packet holds the next one; false at the end
    [[nodiscard]] Result<bool> read(AVPacket& packet);

private:
    Mp4Source(const MediaFile& file, const ExportPiece& piece);
    Status start();
    static int readBytes(void* opaque, std::uint8_t* into, int size) noexcept;
    static std::int64_t seek(void* opaque, std::int64_t offset, int whence) noexcept;
    [[nodiscard]] std::int64_t size() const;

    MediaFile file_;
    ExportPiece piece_;
    std::int64_t position_ = 0;
    AvioPtr io_;
    AVFormatContext* context_ = nullptr;
};

}  // namespace tsudoi::recorder
