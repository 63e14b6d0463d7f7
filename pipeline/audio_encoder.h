// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/audio_mixer.h"
#include "pipeline/encoder_pipeline.h"
#include "seminar/ports.h"

#include <functional>
#include <memory>
#include <string>

namespace tsudoi::pipeline {

struct AudioEncoderConfig {
    TrackId track;
    std::int64_t bitrate = 0;  ///< bit/s
};

/// One AAC-LC encoder: blocks of the programme's sound in, packets out.
///
/// avenc_aac puts 1024 samples of silence in front and signals that nowhere; its packets' times are
/// moved back by as much, so a packet's time is that of the sound a decoder makes of it.
///
/// Threads: push from the tick thread; creation, finish and destruction on a worker.
class AudioEncoder {
public:
    static constexpr std::int64_t kPriming = 1024;
    static constexpr std::int64_t kPacketFrames = 1024;

    [[nodiscard]] static Result<std::shared_ptr<AudioEncoder>> create(const AudioEncoderConfig& config,
                                                                      std::shared_ptr<seminar::PacketSink> sink,
                                                                      std::function<void(const std::string&)> failed);

    void push(const AudioBlock& block);
    bool finish(std::chrono::milliseconds longest) { return pipeline_->finish(longest); }

private:
    struct Output {
        AudioEncoderConfig config;
        std::shared_ptr<seminar::PacketSink> sink;
        std::shared_ptr<const TrackFormat> format;

        void sample(GstSample* sample);
        void readFormat(GstSample* sample);
    };
    AudioEncoder() = default;

    std::unique_ptr<EncoderPipeline> pipeline_;
};

}  // namespace tsudoi::pipeline
