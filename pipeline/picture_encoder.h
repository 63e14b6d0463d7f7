// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bounded_queue.h"
#include "base/media.h"
#include "pipeline/encoder_pipeline.h"
#include "pipeline/picture.h"

#include <memory>
#include <optional>
#include <vector>

namespace tsudoi::pipeline {

/// Encodes pictures of one size one after the other: the caller waits for each.
///
/// Threads: thread-bound. encode blocks for some milliseconds.
class PictureEncoder {
public:
    struct Encoded {
        SharedBytes bytes;
        bool keyframe = true;
    };

    /// \param elements  from raw I420 to something that gives one buffer for each picture and waits for no other
    PictureEncoder(Size size, Fraction rate, Result<std::vector<ElementPtr>> elements, CapsPtr output);

    [[nodiscard]] Size size() const noexcept { return size_; }
    /// \return nullopt when it did not work (logged once)
    [[nodiscard]] std::optional<Encoded> encode(const PicturePtr& picture, bool keyframe = false);

private:
    Size size_;
    MediaTime period_;
    MediaTime next_{};
    std::shared_ptr<BoundedQueue<Encoded>> made_ = std::make_shared<BoundedQueue<Encoded>>(1);
    std::unique_ptr<EncoderPipeline> pipeline_;
};

/// \return baseline JPEGs with JPEG's own colours (BT.601, full range)
[[nodiscard]] PictureEncoder jpegEncoder(Size size);
/// \return H.264, constrained baseline, byte stream, one access unit for each picture, a keyframe every 2 s
[[nodiscard]] PictureEncoder multiviewEncoder(Size size, Fraction rate);

}  // namespace tsudoi::pipeline
