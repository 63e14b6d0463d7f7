// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bounded_queue.h"
#include "pipeline/encoder_pipeline.h"
#include "pipeline/picture.h"
#include "pipeline/picture_scaler.h"
#include "pipeline/rung_choice.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

namespace tsudoi::pipeline {

/// What the return picture is: at most 720p at 30 frames/s (H.264 level 3.1, which every browser takes), on the low
/// rung 360p at 15.
struct ReturnVideoFormat {
    Size size;
    Fraction rate;
    int everyFrame = 1;  ///< of so many programme frames one is sent
    int kilobits = 0;    ///< a second

    [[nodiscard]] static ReturnVideoFormat of(Size canvas, Fraction rate, ReturnRung rung = ReturnRung::Full);
    /// \return caps of what comes out of both: H.264 constrained baseline, byte stream, one access unit a buffer
    [[nodiscard]] static CapsPtr caps();
};

/// Encodes the programme's picture for conversation: no look-ahead, nothing waits, frames are left out rather than
/// late. Exists only while pictures come; a thread of its own scales, makes and ends the encoder.
///
/// Threads: push from one thread, requestKeyframe from any; the consumer is called on a streaming thread.
class ReturnEncoder {
public:
    using Consumer = std::function<void(GstSample*)>;

    /// Requests within this time become one keyframe.
    static constexpr std::chrono::milliseconds kKeyframePause{400};
    /// Without pictures for so long the encoder is given up.
    static constexpr std::chrono::seconds kIdle{5};

    ReturnEncoder(ReturnVideoFormat format, Consumer consumer);
    ~ReturnEncoder();
    ReturnEncoder(const ReturnEncoder&) = delete;
    ReturnEncoder& operator=(const ReturnEncoder&) = delete;

    void push(PicturePtr picture, MediaTime pts);
    void requestKeyframe() noexcept { keyframeWanted_ = true; }
    [[nodiscard]] const ReturnVideoFormat& format() const noexcept { return format_; }

private:
    struct Frame {
        PicturePtr picture;
        MediaTime pts{};
    };
    void run();
    void encode(const Frame& frame);
    [[nodiscard]] bool ready();
    [[nodiscard]] bool mayMakeKeyframe(MediaTime pts);

    const ReturnVideoFormat format_;
    const Consumer consumer_;
    std::atomic<bool> keyframeWanted_{false};
    std::atomic<bool> broken_{false};
    std::int64_t count_ = 0;  ///< frames pushed; the pusher's thread
    BoundedQueue<Frame> waiting_{2};

    // own thread
    PictureScaler scaler_;
    std::unique_ptr<EncoderPipeline> pipeline_;
    MediaTime lastKeyframe_ = -kKeyframePause;
    std::chrono::steady_clock::time_point retryAt_;
    std::thread thread_;
};

}  // namespace tsudoi::pipeline
