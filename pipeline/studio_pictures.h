// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bounded_queue.h"
#include "base/synchronized.h"
#include "pipeline/programme_desk.h"
#include "seminar/ports.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>

namespace tsudoi::pipeline {

/// Makes the studio's pictures while somebody looks: the multiview, a video at kMultiviewRate with programme, preview
/// and all inputs in one; and for browsers that cannot decode it JPEGs, programme and preview 10 times a second, inputs
/// 5 times. Runs at low priority: the first thing that a busy machine goes without.
///
/// Place in the flow: FrameComposer, ProgrammeDesk -> [StudioPictures] -> seminar::PictureSink.
/// Threads: watch from the control thread, setProgramme from the composer thread, spare from any; works on a thread
/// of its own.
class StudioPictures {
public:
    static constexpr int kMultiviewRate = 15;  ///< frames/s at least
    static constexpr int kSpareRate = 5;       ///< while the machine misses frames of the programme

    StudioPictures(const ProgrammeDesk& desk, Size canvas, Fraction rate);
    ~StudioPictures();
    StudioPictures(const StudioPictures&) = delete;
    StudioPictures& operator=(const StudioPictures&) = delete;

    /// \param sink  nullptr: nobody looks
    void watch(std::shared_ptr<seminar::PictureSink> sink, seminar::PictureForms forms);
    /// What the audience gets now; each call is a frame.
    void setProgramme(PicturePtr picture);
    void spare(bool spare) { spare_ = spare; }

private:
    struct Watch {
        std::shared_ptr<seminar::PictureSink> sink;
        seminar::PictureForms forms;
        std::uint64_t request = 0;  ///< goes up with each: one more keyframe
    };
    class Multiview;
    class Jpegs;
    enum class Wake : std::uint8_t { Frame, Watch };
    void run();

    const ProgrammeDesk& desk_;
    const Size canvas_;
    const Fraction rate_;
    Synchronized<Watch> watch_;
    Published<Picture> programme_;
    std::atomic<bool> multiviewWanted_{false};
    std::atomic<bool> spare_{false};
    std::int64_t frames_ = 0;  ///< composer thread
    BoundedQueue<Wake> wake_{1};
    std::thread thread_;
};

}  // namespace tsudoi::pipeline
