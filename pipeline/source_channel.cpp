// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/source_channel.h"

#include <utility>

namespace tsudoi::pipeline {

void SourceChannel::video(GstSample* sample, MediaTime at) noexcept {
    if (PicturePtr picture = pictureOf(sample)) {
        pictures_.push(std::move(picture), at);
    }
}

void SourceChannel::audio(std::span<const float> frames, MediaTime at) noexcept {
    sound_->write(frames, at);
}

void SourceChannel::discontinuity() noexcept {
    pictures_.discontinuity();
    sound_->discontinuity();
}

PicturePtr SourceChannel::frame(MediaTime pts) {
    const FrameSync::Selection selection = pictures_.select(pts);
    if (selection.late) {
        sound_->pictureLate(*selection.late);
    }
    return selection.picture && comes() && onStage_ ? selection.picture : card_.get();
}

}  // namespace tsudoi::pipeline
