// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/audio_encoder.h"

#include "pipeline/encoder_elements.h"
#include "pipeline/track_format.h"

#include <utility>

namespace tsudoi::pipeline {

namespace {

constexpr MediaTime kHalfSample = std::chrono::nanoseconds(10'416);

}  // namespace

Result<std::shared_ptr<AudioEncoder>> AudioEncoder::create(const AudioEncoderConfig& config,
                                                           std::shared_ptr<seminar::PacketSink> sink,
                                                           std::function<void(const std::string&)> failed) {
    auto elements = audioEncoderElements(config.bitrate);
    if (!elements) {
        return fail(elements.error());
    }
    auto output = std::make_shared<Output>();
    output->config = config;
    output->sink = std::move(sink);
    EncoderPipeline::Callbacks callbacks;
    callbacks.sample = [output](GstSample* sample) {
        output->sample(sample);
    };
    callbacks.failed = std::move(failed);
    auto pipeline =
        EncoderPipeline::create(rawAudioCaps(), std::move(*elements), encodedAudioCaps(), std::move(callbacks));
    if (!pipeline) {
        return fail(pipeline.error());
    }
    std::shared_ptr<AudioEncoder> made(new AudioEncoder);
    made->pipeline_ = std::move(*pipeline);
    return made;
}

void AudioEncoder::push(const AudioBlock& block) {
    BufferPtr buffer(gst_buffer_new_memdup(block.frames.data(), sizeof(block.frames)));
    const MediaTime pts = sampleTime(block.sample);
    const MediaTime end = sampleTime(block.sample + kBlockFrames);
    GST_BUFFER_PTS(buffer.get()) = static_cast<GstClockTime>(pts.count());
    GST_BUFFER_DURATION(buffer.get()) = static_cast<GstClockTime>((end - pts).count());
    pipeline_->push(std::move(buffer));
}

void AudioEncoder::Output::readFormat(GstSample* sample) {
    if (format) {
        return;
    }
    auto made = std::make_shared<TrackFormat>();
    made->kind = TrackKind::Audio;
    made->codec = "mp4a.40.2";
    made->codecData = codecDataOf(gst_sample_get_caps(sample));
    made->bitrate = config.bitrate;
    made->sampleRate = kSampleRate;
    made->channels = kChannels;
    format = std::move(made);
}

void AudioEncoder::Output::sample(GstSample* sample) {
    readFormat(sample);
    const std::int64_t first = samplesAt(timeOf(sample) + kHalfSample) - kPriming;
    EncodedPacket packet;
    packet.track = config.track;
    packet.format = format;
    packet.pts = packet.dts = sampleTime(first);
    packet.duration = sampleTime(first + kPacketFrames) - packet.pts;
    packet.keyframe = true;
    packet.data = bytesOf(sample);
    sink->push(std::move(packet));
}

}  // namespace tsudoi::pipeline
