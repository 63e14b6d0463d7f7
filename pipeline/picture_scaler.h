// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/picture.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace tsudoi::pipeline {

/// Which part of a picture goes where on the canvas. All numbers even.
struct Placement {
    Rect source;  ///< in the picture
    Rect target;  ///< on the canvas

    friend bool operator==(const Placement&, const Placement&) = default;
};

/// Scales pictures with libswscale and remembers results, so that a picture that stays (a held one,
/// a slide) is scaled once.
///
/// Threads: thread-bound.
class PictureScaler {
public:
    PictureScaler();
    ~PictureScaler();
    PictureScaler(const PictureScaler&) = delete;
    PictureScaler& operator=(const PictureScaler&) = delete;

    /// \return \p source of \p picture in size \p target; the picture itself when nothing changes
    [[nodiscard]] PicturePtr scaled(const PicturePtr& picture, const Rect& source, Size target);
    /// The same for a size that does not come again: nothing is remembered.
    [[nodiscard]] static PicturePtr scaledOnce(const PicturePtr& picture, const Rect& source, Size target);
    /// Ends a frame: what was not asked for during the last kKeepFrames frames is forgotten.
    void endFrame();

    static constexpr std::uint64_t kKeepFrames = 60;

private:
    struct Entry;
    Entry& entryFor(const PicturePtr& picture, const Rect& source, Size target);
    std::vector<std::unique_ptr<Entry>> entries_;
    std::uint64_t frame_ = 0;
};

}  // namespace tsudoi::pipeline
