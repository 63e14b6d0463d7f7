// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

extern "C" {
#include <libavformat/avformat.h>
}

#include <memory>
#include <string>

/// Owners and error words for libav*. Only for .cpp files of this room.
namespace tsudoi::recorder {

struct AvioDeleter {
    void operator()(AVIOContext* io) const noexcept {
        av_freep(&io->buffer);
        avio_context_free(&io);
    }
};
using AvioPtr = std::unique_ptr<AVIOContext, AvioDeleter>;

struct OutputDeleter {
    void operator()(AVFormatContext* context) const noexcept { avformat_free_context(context); }
};
using OutputPtr = std::unique_ptr<AVFormatContext, OutputDeleter>;

struct PacketDeleter {
    void operator()(AVPacket* packet) const noexcept { av_packet_free(&packet); }
};
using PacketPtr = std::unique_ptr<AVPacket, PacketDeleter>;

[[nodiscard]] inline Status checkAv(int code, const char* what) {
    if (code >= 0) {
        return {};
    }
    char words[AV_ERROR_MAX_STRING_SIZE] = {};
    av_strerror(code, words, sizeof words);
    return fail(ErrorCode::Io, std::string(what) + ": " + words);
}

}  // namespace tsudoi::recorder
