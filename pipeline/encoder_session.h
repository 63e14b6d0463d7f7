// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "pipeline/audio_encoder.h"
#include "pipeline/frame_plan.h"
#include "pipeline/picture_scaler.h"
#include "pipeline/video_encoder.h"
#include "seminar/programme.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace tsudoi::pipeline {

/// The encoders of one recording: one per picture rendition, one per audio bit rate.
///
/// Keyframes are counted from the first frame that was encoded, by frame number and for all
/// renditions alike; an encoder that replaces another one falls into the same beat.
///
/// Threads: video from the composer thread, audio from the tick thread, the rest on the bank's
/// worker.
class EncoderSession {
public:
    /// Called on streaming threads and the composer thread: a slot's encoder is of no use any more.
    using SlotFailed = std::function<void(std::size_t slot, const VideoEncoder* encoder)>;

    EncoderSession(const seminar::ProgrammeSpec& spec, std::shared_ptr<seminar::PacketSink> sink);

    /// \param candidates  element names, best first
    /// \error Unavailable: no candidate works for some rendition
    Status open(const std::vector<std::string>& candidates, SlotFailed failed);
    /// What replacing an encoder did.
    struct Replacement {
        std::string from;
        std::string to;
        std::shared_ptr<VideoEncoder> old;  ///< may hang: let it go on a thread of its own
    };
    /// Puts the next best encoder in a slot; nothing when \p failed is not in it any more.
    /// \error Unavailable: none is left
    Result<std::optional<Replacement>> replace(std::size_t slot, const VideoEncoder* failed);
    /// Lets everything come out; no packet follows.
    void close();

    /// \return false: the frame was left out of a rendition because its encoder is behind
    [[nodiscard]] bool video(const FramePlan& plan, const PicturePtr& picture);
    void audio(const AudioBlock& block);

private:
    struct Slot {
        VideoEncoderConfig config;
        std::size_t candidate = 0;  ///< worker
        int lastResort = 0;         ///< times the last candidate was made again
        Synchronized<std::shared_ptr<VideoEncoder>> encoder;
    };
    Result<std::shared_ptr<VideoEncoder>> nextEncoder(std::size_t slot);
    Status openSound();

    std::shared_ptr<seminar::PacketSink> sink_;
    std::vector<std::string> candidates_;
    SlotFailed failed_;
    Fraction rate_;
    int gopFrames_;
    std::vector<std::unique_ptr<Slot>> slots_;
    std::vector<AudioEncoderConfig> audioConfigs_;
    std::vector<std::shared_ptr<AudioEncoder>> audio_;
    std::atomic<std::int64_t> origin_{-1};  ///< number of the first frame

    // composer thread
    PictureScaler scaler_;
    std::int64_t gop_ = -1;  ///< group of pictures of the last frame
};

}  // namespace tsudoi::pipeline
