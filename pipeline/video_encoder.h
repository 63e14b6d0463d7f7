// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "pipeline/encoder_elements.h"
#include "pipeline/encoder_pipeline.h"
#include "pipeline/picture.h"
#include "seminar/ports.h"

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace tsudoi::pipeline {

/// One video encoder on one element: pictures in, packets out.
///
/// Threads: push and stuck from the composer thread; creation, finish and destruction on a worker.
class VideoEncoder {
public:
    /// Frames that may wait in it; then all but keyframes are left out.
    static constexpr std::size_t kMostWaiting = 10;

    /// \param failed  called once, on a streaming thread, when it will give nothing more
    [[nodiscard]] static Result<std::shared_ptr<VideoEncoder>> create(const std::string& element,
                                                                      const VideoEncoderConfig& config,
                                                                      std::shared_ptr<seminar::PacketSink> sink,
                                                                      std::function<void(const std::string&)> failed);

    struct Frame {
        PicturePtr picture;
        MediaTime pts{};
        MediaTime duration{};
        bool keyframe = false;
        bool slate = false;
    };
    /// \return false: it was left out because the encoder is behind
    bool push(const Frame& frame);
    /// \return how long the oldest frame in it has been waiting
    [[nodiscard]] std::chrono::nanoseconds waiting() const;
    bool finish(std::chrono::milliseconds longest) { return pipeline_->finish(longest); }

    [[nodiscard]] const std::string& element() const noexcept { return element_; }
    [[nodiscard]] const VideoEncoderConfig& config() const noexcept { return config_; }

private:
    struct Pending {
        MediaTime pts{};
        MediaTime duration{};
        bool slate = false;
        std::chrono::nanoseconds since{};
    };
    /// What the streaming threads use; they may outlive the encoder by a moment.
    struct Output {
        VideoEncoderConfig config;
        std::shared_ptr<seminar::PacketSink> sink;
        std::function<void(const std::string&)> failed;
        std::atomic<bool> over{false};
        Synchronized<std::deque<Pending>> pending;
        CapsPtr caps;
        std::shared_ptr<const TrackFormat> format;

        void sample(GstSample* sample);
        void fail(const std::string& why);
        void readFormat(GstCaps* newCaps);
        [[nodiscard]] std::optional<Pending> take(MediaTime pts);
    };

    VideoEncoder() = default;

    std::string element_;
    VideoEncoderConfig config_;
    std::shared_ptr<Output> output_;
    std::unique_ptr<EncoderPipeline> pipeline_;
};

}  // namespace tsudoi::pipeline
