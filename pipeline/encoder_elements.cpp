// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/encoder_elements.h"

#include <algorithm>
#include <string_view>

namespace tsudoi::pipeline {

namespace {

/// Half a second of bits: no frame is so large that it comes late.
constexpr const char* kLowDelayBufferMs = "500";

std::string text(std::int64_t number) {
    return std::to_string(number);
}

/// Up to 1080p at 30/s one core encodes several times faster than real time, and slices on several
/// cost a tenth more for nothing. Larger pictures get as many threads as x264 likes.
std::string x264Threads(const VideoEncoderConfig& config) {
    constexpr std::int64_t oneCore = std::int64_t{1920} * 1088 * 30;
    const std::int64_t pixels =
        std::int64_t{config.size.width} * config.size.height * config.rate.numerator / config.rate.denominator;
    return pixels <= oneCore ? "1" : "0";
}

/// zerolatency switches B-frames, look-ahead and macroblock tree off; the main profile spares the
/// 8x8 transform and weightp=0 a search that only helps fades: both cost more time than they gain.
/// A smaller motion search takes a quarter of the time away and costs 0.1 to 0.3 dB SSIM at 3 Mb/s
/// (docs/performance.md).
void setX264(GstElement* encoder, const VideoEncoderConfig& config) {
    setProperty(encoder, "speed-preset", "veryfast");
    setProperty(encoder, "tune", "zerolatency");
    setProperty(encoder, "pass", "cbr");
    setProperty(encoder, "bitrate", text(std::max<std::int64_t>(config.bitrate / 1000, 1)));
    setProperty(encoder, "vbv-buf-capacity", "1000");
    setProperty(encoder, "key-int-max", text(config.gopFrames));
    setProperty(encoder, "bframes", "0");
    setProperty(encoder, "aud", "false");
    setProperty(encoder, "byte-stream", "false");
    setProperty(encoder, "insert-vui", "true");
    setProperty(encoder, "option-string", "scenecut=0:open-gop=0:weightp=0:subme=1:me=dia");
    setProperty(encoder, "threads", x264Threads(config));
}

void setOpenH264(GstElement* encoder, const VideoEncoderConfig& config) {
    setProperty(encoder, "bitrate", text(config.bitrate));
    setProperty(encoder, "max-bitrate", text(config.bitrate));
    setProperty(encoder, "rate-control", "bitrate");
    setProperty(encoder, "gop-size", text(config.gopFrames));
    setPropertyIfPresent(encoder, "scene-change-detection", "false");
    setPropertyIfPresent(encoder, "complexity", "low");
}

void setV4l2(GstElement* encoder, const VideoEncoderConfig& config) {
    const std::string controls = "controls,video_bitrate_mode=1,h264_i_frame_period=" + text(config.gopFrames) +
                                 ",video_gop_size=" + text(config.gopFrames) +
                                 ",video_bitrate=" + text(config.bitrate) + ",repeat_sequence_header=0";
    setProperty(encoder, "extra-controls", controls);
}

/// VA-API, NVENC and Quick Sync elements name the same things differently; each has some of these.
void setHardware(GstElement* encoder, const VideoEncoderConfig& config) {
    const std::string kilobits = text(std::max<std::int64_t>(config.bitrate / 1000, 1));
    const std::string gop = text(config.gopFrames);
    setPropertyIfPresent(encoder, "rate-control", "cbr");
    setPropertyIfPresent(encoder, "rc-mode", "cbr");
    setPropertyIfPresent(encoder, "bitrate", kilobits);
    setPropertyIfPresent(encoder, "max-bitrate", kilobits);
    for (const char* name : {"key-int-max", "keyframe-period", "gop-size"}) {
        setPropertyIfPresent(encoder, name, gop);
    }
    for (const char* name : {"b-frames", "bframes", "max-bframes", "rc-lookahead"}) {
        setPropertyIfPresent(encoder, name, "0");
    }
    setPropertyIfPresent(encoder, "ref-frames", "1");
    setPropertyIfPresent(encoder, "strict-gop", "true");
    setPropertyIfPresent(encoder, "zerolatency", "true");
    setPropertyIfPresent(encoder, "aud", "false");
    setPropertyIfPresent(encoder, "low-latency", "true");
}

void configure(GstElement* encoder, std::string_view name, const VideoEncoderConfig& config) {
    if (name == kSoftwareEncoder) {
        setX264(encoder, config);
    } else if (name == "openh264enc") {
        setOpenH264(encoder, config);
    } else if (name.starts_with("v4l2")) {
        setV4l2(encoder, config);
    } else {
        setHardware(encoder, config);
    }
}

Status append(std::vector<ElementPtr>& chain, const char* factory) {
    auto element = makeElement(factory);
    if (!element) {
        return fail(element.error());
    }
    chain.push_back(std::move(*element));
    return {};
}

/// Hardware elements want NV12 or memory of their own, and put out byte streams.
Status wrapForeign(std::vector<ElementPtr>& chain, ElementPtr encoder) {
    const std::string plugin = GST_OBJECT_NAME(gst_element_get_factory(encoder.get()));
    if (auto status = append(chain, "videoconvert"); !status) {
        return status;
    }
    if (plugin.starts_with("vaapi") && !append(chain, "vaapipostproc")) {
        return fail(ErrorCode::Unavailable, "vaapipostproc is missing");
    }
    chain.push_back(std::move(encoder));
    return append(chain, "h264parse");
}

}  // namespace

Result<std::vector<ElementPtr>> videoEncoderElements(const std::string& element, const VideoEncoderConfig& config) {
    auto encoder = makeElement(element.c_str());
    if (!encoder) {
        return fail(encoder.error());
    }
    configure(encoder->get(), element, config);
    std::vector<ElementPtr> chain;
    if (element == kSoftwareEncoder) {
        chain.push_back(std::move(*encoder));
        return chain;
    }
    if (auto status = wrapForeign(chain, std::move(*encoder)); !status) {
        return fail(status.error());
    }
    return chain;
}

Result<std::vector<ElementPtr>> lowDelayEncoder(int kilobits, int gopFrames) {
    auto encoder = makeElement(kSoftwareEncoder);
    if (!encoder) {
        return fail(encoder.error());
    }
    setProperty(encoder->get(), "speed-preset", "ultrafast");
    setProperty(encoder->get(), "tune", "zerolatency");
    setProperty(encoder->get(), "pass", "cbr");
    setProperty(encoder->get(), "bitrate", text(kilobits));
    setProperty(encoder->get(), "vbv-buf-capacity", kLowDelayBufferMs);
    setProperty(encoder->get(), "key-int-max", text(gopFrames));
    setProperty(encoder->get(), "threads", "1");
    setProperty(encoder->get(), "byte-stream", "true");
    std::vector<ElementPtr> chain;
    chain.push_back(std::move(*encoder));
    return chain;
}

Status requireEncoderElements() {
    for (const char* name : {"appsrc", "appsink", "avenc_aac", "jpegenc", kSoftwareEncoder}) {
        if (auto made = makeElement(name); !made) {
            return fail(made.error());
        }
    }
    return {};
}

CapsPtr encodedVideoCaps() {
    return capsFromText(
        "video/x-h264,stream-format=avc,alignment=au,profile=main;"
        "video/x-h264,stream-format=avc,alignment=au,"
        "profile=(string){constrained-baseline,baseline,high,constrained-high}");
}

Result<std::vector<ElementPtr>> audioEncoderElements(std::int64_t bitrate) {
    auto encoder = makeElement("avenc_aac");
    if (!encoder) {
        return fail(encoder.error());
    }
    setProperty(encoder->get(), "bitrate", text(bitrate));
    std::vector<ElementPtr> chain;
    chain.push_back(std::move(*encoder));
    return chain;
}

CapsPtr rawAudioCaps() {
    return capsFromText(
        "audio/x-raw,format=F32LE,layout=interleaved,rate=48000,channels=2,"
        "channel-mask=(bitmask)0x3");
}

CapsPtr encodedAudioCaps() {
    return capsFromText("audio/mpeg,mpegversion=4,stream-format=raw");
}

}  // namespace tsudoi::pipeline
