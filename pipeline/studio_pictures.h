// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bounded_queue.h"
#include "base/synchronized.h"
#include "pipeline/programme_desk.h"
#include "seminar/ports.h"

#include <memory>
#include <thread>

namespace tsudoi::pipeline {

/// Makes the studio's small pictures while somebody looks: programme and preview 10 times a second,
/// inputs 5 times. Runs at low priority: the first thing that a busy machine goes without.
///
/// Threads: watch from the control thread, setProgramme from the composer thread; works on a thread
/// of its own.
class StudioPictures {
public:
    static constexpr int kLargeWidth = 640;
    static constexpr int kSmallWidth = 320;

    StudioPictures(const ProgrammeDesk& desk, Size canvas);
    ~StudioPictures();
    StudioPictures(const StudioPictures&) = delete;
    StudioPictures& operator=(const StudioPictures&) = delete;

    /// \param sink  nullptr: nobody looks
    void watch(std::shared_ptr<seminar::PictureSink> sink);
    /// What the audience gets now.
    void setProgramme(PicturePtr picture) { programme_.set(std::move(picture)); }

private:
    struct Studio;
    void run();

    const ProgrammeDesk& desk_;
    const Size canvas_;
    Synchronized<std::shared_ptr<seminar::PictureSink>> sink_;
    Published<Picture> programme_;
    BoundedQueue<bool> wake_{4};
    std::thread thread_;
};

/// \return a size of \p width with the shape of \p picture, even numbers
[[nodiscard]] Size thumbnailSize(Size picture, int width);

}  // namespace tsudoi::pipeline
