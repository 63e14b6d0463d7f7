// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/picture.h"

#include <memory>

namespace tsudoi::pipeline {

/// Makes JPEGs of pictures of one size, with JPEG's own colours (BT.601, full range).
///
/// Threads: thread-bound. encode blocks for some milliseconds.
class JpegEncoder {
public:
    explicit JpegEncoder(Size size);
    ~JpegEncoder();
    JpegEncoder(const JpegEncoder&) = delete;
    JpegEncoder& operator=(const JpegEncoder&) = delete;

    [[nodiscard]] Size size() const noexcept { return size_; }
    /// \return empty when it did not work (once logged)
    [[nodiscard]] SharedBytes encode(const PicturePtr& picture);

private:
    struct Impl;
    Size size_;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::pipeline
