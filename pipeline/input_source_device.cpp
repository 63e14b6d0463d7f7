// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/device_monitor.h"
#include "pipeline/input_camera_format.h"
#include "pipeline/input_decode.h"
#include "pipeline/input_source.h"

namespace tsudoi::pipeline {

namespace {

using hardware::DeviceKind;

/// Picture and sound of two devices are two pipelines; the same latency in both keeps them together. It covers a
/// camera's frame, the rate converter's frame and a sound card's block.
constexpr GstClockTime kDeviceLatency = 80 * GST_MSECOND;
constexpr const char* kSoundBlockUs = "10000";
constexpr const char* kSoundBufferUs = "200000";
constexpr int kChoices = 3;
constexpr const char* kAnyPicture = "video/x-raw; image/jpeg; video/x-h264";
constexpr const char* kSoundCaps =
    "audio/x-raw, rate=(int)48000, channels=(int)[1, 2]; audio/x-raw, rate=(int)48000; audio/x-raw";

/// Opens a device into the pipeline, which holds its element from then on.
Result<hardware::DeviceSource> addDevice(GstBin* bin, DeviceKind kind, const std::string& wanted) {
    auto source = hardware::openDevice(kind, wanted);
    if (source) {
        gst_bin_add(bin, source->element.get());
    }
    return source;
}

Result<GstElement*> addFilter(GstBin* bin, GstElement* source, const std::string& text) {
    auto filter = addElement(bin, "capsfilter");
    if (!filter) {
        return filter;
    }
    const auto caps = capsFromText(text.c_str());
    g_object_set(*filter, "caps", caps.get(), nullptr);
    if (auto linked = linkChain({source, *filter}); !linked) {
        return fail(linked.error());
    }
    return filter;
}

Status buildCamera(const std::string& wanted, int attempt, InputPorts& ports) {
    GstBin* bin = ports.context().pipeline;
    const auto device = addDevice(bin, DeviceKind::Camera, wanted);
    if (!device) {
        return fail(device.error());
    }
    GstElement* const source = device->element.get();
    setPropertyIfPresent(source, "do-timestamp", "true");
    // pipewiresrc unmaps its pictures when the camera is unplugged, while later elements still read them.
    setPropertyIfPresent(source, "always-copy", "true");
    const auto best = bestCameraFormat(device->formats, ports.context().canvas, ports.context().frameRate);
    // Some cameras list what they cannot do: every third attempt leaves the choice to them.
    const bool choose = best && attempt % kChoices != kChoices - 1;
    const auto filter = addFilter(bin, source, choose ? cameraCaps(*best, ports.context().frameRate) : kAnyPicture);
    const auto decoder = addDecoder(bin);
    if (!filter || !decoder) {
        return fail(filter ? decoder.error() : filter.error());
    }
    ports.follow(*decoder);
    return linkChain({*filter, *decoder});
}

Status buildMicrophone(const std::string& wanted, InputPorts& ports) {
    GstBin* bin = ports.context().pipeline;
    const auto device = addDevice(bin, DeviceKind::Microphone, wanted);
    if (!device) {
        return fail(device.error());
    }
    GstElement* const source = device->element.get();
    setPropertyIfPresent(source, "provide-clock", "false");
    // The mixer takes the drift out; it needs to see when the sound really came.
    setPropertyIfPresent(source, "slave-method", "re-timestamp");
    setPropertyIfPresent(source, "latency-time", kSoundBlockUs);
    setPropertyIfPresent(source, "buffer-time", kSoundBufferUs);
    // When it is unplugged, nobody may put another microphone in its place.
    setPropertyIfPresent(source, "stream-properties", "props, node.dont-reconnect=(string)true");
    const auto filter = addFilter(bin, source, kSoundCaps);
    if (!filter) {
        return fail(filter.error());
    }
    const PadPtr out(gst_element_get_static_pad(*filter, "src"));
    ports.take(out.get());
    return {};
}

}  // namespace

Status buildDeviceSource(const seminar::InputSpec& spec, int attempt, InputPorts& ports) {
    gst_pipeline_set_latency(GST_PIPELINE(ports.context().pipeline), kDeviceLatency);
    return spec.videoDevice.empty() ? buildMicrophone(spec.audioDevice, ports)
                                    : buildCamera(spec.videoDevice, attempt, ports);
}

}  // namespace tsudoi::pipeline
