// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/libav.h"

extern "C" {
#include <libavcodec/avcodec.h>
}

#include <memory>

/// Owners for libavcodec. Only for .cpp files of this room.
namespace tsudoi::recorder {

struct CodecDeleter {
    void operator()(AVCodecContext* context) const noexcept { avcodec_free_context(&context); }
};
using CodecPtr = std::unique_ptr<AVCodecContext, CodecDeleter>;

struct FrameDeleter {
    void operator()(AVFrame* frame) const noexcept { av_frame_free(&frame); }
};
using FramePtr = std::unique_ptr<AVFrame, FrameDeleter>;

/// \return a context that runs on the caller's thread only; nullptr: no such codec, or no memory
[[nodiscard]] inline CodecPtr contextFor(const AVCodec* codec) {
    CodecPtr context(codec != nullptr ? avcodec_alloc_context3(codec) : nullptr);
    if (context) {
        context->thread_count = 1;
    }
    return context;
}

}  // namespace tsudoi::recorder
