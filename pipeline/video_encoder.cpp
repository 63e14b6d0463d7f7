// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/video_encoder.h"

#include "pipeline/picture_buffer.h"
#include "pipeline/programme_clock.h"
#include "pipeline/track_format.h"

#include <cstdlib>
#include <utility>

namespace tsudoi::pipeline {

namespace {

/// Encoders give times back rounded to their own clocks.
constexpr MediaTime kSameFrame = std::chrono::milliseconds(2);

bool isKeyframe(GstSample* sample) {
    return !GST_BUFFER_FLAG_IS_SET(gst_sample_get_buffer(sample), GST_BUFFER_FLAG_DELTA_UNIT);
}

}  // namespace

Result<std::shared_ptr<VideoEncoder>> VideoEncoder::create(const std::string& element, const VideoEncoderConfig& config,
                                                           std::shared_ptr<seminar::PacketSink> sink,
                                                           std::function<void(const std::string&)> failed) {
    auto elements = videoEncoderElements(element, config);
    if (!elements) {
        return tsudoi::fail(elements.error());
    }
    std::shared_ptr<VideoEncoder> made(new VideoEncoder);
    made->element_ = element;
    made->config_ = config;
    made->output_ = std::make_shared<Output>();
    made->output_->config = config;
    made->output_->sink = std::move(sink);
    made->output_->failed = std::move(failed);
    EncoderPipeline::Callbacks callbacks;
    callbacks.sample = [output = made->output_](GstSample* sample) {
        output->sample(sample);
    };
    callbacks.failed = [output = made->output_](const std::string& why) {
        output->fail(why);
    };
    auto pipeline = EncoderPipeline::create(pictureCaps(config.size, config.rate), std::move(*elements),
                                            encodedVideoCaps(), std::move(callbacks));
    if (!pipeline) {
        return tsudoi::fail(pipeline.error());
    }
    made->pipeline_ = std::move(*pipeline);
    return made;
}

bool VideoEncoder::push(const Frame& frame) {
    const bool room = output_->pending.with([&](auto& pending) {
        if (pending.size() >= kMostWaiting && !frame.keyframe) {
            return false;
        }
        pending.push_back({frame.pts, frame.duration, frame.slate, monotonicNow()});
        return true;
    });
    if (room) {
        if (frame.keyframe) {
            pipeline_->requestKeyframe();
        }
        pipeline_->push(bufferOf(frame.picture, frame.pts, frame.duration));
    }
    return room;
}

std::chrono::nanoseconds VideoEncoder::waiting() const {
    const auto since = output_->pending.with(
        [](const auto& pending) { return pending.empty() ? std::chrono::nanoseconds{} : pending.front().since; });
    return since.count() == 0 ? since : monotonicNow() - since;
}

/// \return the frame that these bytes are; older ones that never came out are forgotten
std::optional<VideoEncoder::Pending> VideoEncoder::Output::take(MediaTime pts) {
    return pending.with([pts](auto& frames) -> std::optional<Pending> {
        while (!frames.empty() && frames.front().pts + kSameFrame < pts) {
            frames.pop_front();
        }
        if (frames.empty() || frames.front().pts > pts + kSameFrame) {
            return std::nullopt;
        }
        const Pending frame = frames.front();
        frames.pop_front();
        return frame;
    });
}

void VideoEncoder::Output::readFormat(GstCaps* newCaps) {
    if (caps && gst_caps_is_equal(caps.get(), newCaps) != FALSE) {
        return;
    }
    caps = sharedMini(newCaps);
    auto next = std::make_shared<TrackFormat>();
    next->kind = TrackKind::Video;
    next->codecData = codecDataOf(newCaps);
    next->codec = avcCodec(next->codecData);
    next->bitrate = config.bitrate;
    next->size = config.size;
    next->frameRate = config.rate;
    format = std::move(next);
}

void VideoEncoder::Output::sample(GstSample* sample) {
    readFormat(gst_sample_get_caps(sample));
    const auto frame = take(timeOf(sample));
    if (!frame || format->codec.empty() || over) {
        return;
    }
    EncodedPacket packet;
    packet.track = config.track;
    packet.format = format;
    packet.pts = packet.dts = frame->pts;
    packet.duration = frame->duration;
    packet.keyframe = isKeyframe(sample);
    packet.slate = frame->slate;
    packet.data = bytesOf(sample);
    sink->push(std::move(packet));
}

void VideoEncoder::Output::fail(const std::string& why) {
    if (!over.exchange(true)) {
        failed(why);
    }
}

}  // namespace tsudoi::pipeline
