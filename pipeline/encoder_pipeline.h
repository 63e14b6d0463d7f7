// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "base/result.h"
#include "pipeline/gst_ptr.h"
#include "pipeline/gst_registration.h"
#include "pipeline/thread_rank.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tsudoi::pipeline {

/// One encoder in a pipeline of its own: appsrc -> elements -> appsink. What breaks in it stays in
/// it.
///
/// Threads: push and requestKeyframe from one thread; finish and destruction from a worker, because
/// both wait for the encoder. The callbacks run on its streaming threads.
class EncoderPipeline {
public:
    struct Callbacks {
        std::function<void(GstSample*)> sample;          ///< borrowed for the call
        std::function<void(const std::string&)> failed;  ///< the element's own words; may repeat
    };

    /// \param input   what push will bring
    /// \param output  what must come out
    /// \param nice    of its threads
    /// \error Unavailable: it cannot be linked or does not start
    [[nodiscard]] static Result<std::unique_ptr<EncoderPipeline>> create(CapsPtr input,
                                                                         std::vector<ElementPtr> elements,
                                                                         CapsPtr output, Callbacks callbacks,
                                                                         int nice = kEncoderNice);
    ~EncoderPipeline();
    EncoderPipeline(const EncoderPipeline&) = delete;
    EncoderPipeline& operator=(const EncoderPipeline&) = delete;

    /// Never waits and never refuses; the caller keeps count of what is inside.
    void push(BufferPtr buffer);
    /// The next frame that is pushed becomes a keyframe.
    void requestKeyframe();
    /// Lets everything that was pushed come out. \return false: it did not within \p longest
    bool finish(std::chrono::milliseconds longest);

private:
    struct Outlet;
    EncoderPipeline() = default;
    Status build(CapsPtr input, std::vector<ElementPtr> elements, CapsPtr output);
    Status play(int nice);

    std::shared_ptr<Outlet> outlet_;
    ElementPtr pipeline_;
    GstElement* source_ = nullptr;  ///< borrowed from pipeline_
    GstElement* sink_ = nullptr;    ///< borrowed from pipeline_
    const void* token_ = nullptr;   ///< for base/race_hint.h: what the streaming threads work on
    BusTap bus_;
};

/// \return a sample's time as the encoder's input counted it
[[nodiscard]] MediaTime timeOf(GstSample* sample);

}  // namespace tsudoi::pipeline
