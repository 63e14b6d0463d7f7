// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/mp4_source.h"

#include <algorithm>
#include <cstring>

namespace tsudoi::recorder {

namespace {
constexpr int kIoBufferSize = 64 * 1024;
}  // namespace

Mp4Source::Mp4Source(const MediaFile& file, const ExportPiece& piece) : file_(file), piece_(piece) {}

Mp4Source::~Mp4Source() {
    avformat_close_input(&context_);
}

std::int64_t Mp4Source::size() const {
    return static_cast<std::int64_t>(file_.init.size() + piece_.length);
}

int Mp4Source::readBytes(void* opaque, std::uint8_t* into, int size) noexcept {
    auto& self = *static_cast<Mp4Source*>(opaque);
    const auto initSize = static_cast<std::int64_t>(self.file_.init.size());
    const auto end = self.position_ < initSize ? initSize : self.size();
    const auto count = std::min<std::int64_t>(size, end - self.position_);
    if (count <= 0) {
        return AVERROR_EOF;
    }
    const std::span<std::byte> target(reinterpret_cast<std::byte*>(into), static_cast<std::size_t>(count));
    if (self.position_ < initSize) {
        std::memcpy(into, self.file_.init.bytes().data() + self.position_, target.size());
    } else {
        const auto offset = self.piece_.offset + static_cast<std::uint64_t>(self.position_ - initSize);
        if (!readExactly(self.file_.file->fd(), offset, target)) {
            return AVERROR(EIO);
        }
    }
    self.position_ += count;
    return static_cast<int>(count);
}

std::int64_t Mp4Source::seek(void* opaque, std::int64_t offset, int whence) noexcept {
    auto& self = *static_cast<Mp4Source*>(opaque);
    if ((whence & AVSEEK_SIZE) != 0) {
        return self.size();
    }
    const int from = whence & ~AVSEEK_FORCE;
    const auto base = from == SEEK_CUR ? self.position_ : from == SEEK_END ? self.size() : 0;
    const auto target = base + offset;
    if (target < 0 || target > self.size()) {
        return AVERROR(EINVAL);
    }
    self.position_ = target;
    return target;
}

Status Mp4Source::start() {
    if (file_.file == nullptr) {
        return fail(ErrorCode::Unavailable, "media are not on disk yet");
    }
    auto* buffer = static_cast<std::uint8_t*>(av_malloc(kIoBufferSize));
    io_.reset(avio_alloc_context(buffer, kIoBufferSize, 0, this, &readBytes, nullptr, &seek));
    context_ = avformat_alloc_context();
    context_->pb = io_.get();
    context_->flags |= AVFMT_FLAG_CUSTOM_IO;
    return checkAv(avformat_open_input(&context_, nullptr, av_find_input_format("mov"), nullptr), "read media");
}

Result<std::unique_ptr<Mp4Source>> Mp4Source::open(const MediaFile& file, const ExportPiece& piece) {
    std::unique_ptr<Mp4Source> source(new Mp4Source(file, piece));
    if (auto status = source->start(); !status) {
        return fail(status.error());
    }
    return source;
}

Result<bool> Mp4Source::read(AVPacket& packet) {
    const int code = av_read_frame(context_, &packet);
    if (code == AVERROR_EOF) {
        return false;
    }
    if (auto status = checkAv(code, "read media"); !status) {
        return fail(status.error());
    }
    return true;
}

}  // namespace tsudoi::recorder
