// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/race_hint.h"
#include "pipeline/input_ends.h"

#include <gst/app/gstappsink.h>
#include <gst/audio/audio.h>

namespace tsudoi::pipeline {

namespace {

/// Sound is handed over this much before it is due, so that a busy machine does not make it late.
constexpr std::int64_t kAheadNs = -40'000'000;
constexpr const char* kLongestQueueNs = "500000000";
constexpr const char* kFormat =
    "audio/x-raw, format=(string)F32LE, rate=(int)48000, channels=(int)2, "
    "layout=(string)interleaved, channel-mask=(bitmask)0x3";

}  // namespace

Result<std::unique_ptr<AudioEnd>> AudioEnd::create(const InputEndsContext& context) {
    std::unique_ptr<AudioEnd> end(new AudioEnd(context));
    ElementPtr bin = sunkObject(gst_bin_new(nullptr));
    const auto entrance = end->build(GST_BIN(bin.get()));
    if (!entrance) {
        return fail(entrance.error());
    }
    end->entry_ = enterPipeline(context.pipeline, std::move(bin), *entrance);
    return end;
}

Result<GstElement*> AudioEnd::build(GstBin* bin) {
    const auto queue = addElement(bin, "queue");
    const auto convert = addElement(bin, "audioconvert");
    const auto resample = addElement(bin, "audioresample");
    const auto format = addElement(bin, "capsfilter");
    const auto sink = addElement(bin, "appsink");
    for (const auto* made : {&queue, &convert, &resample, &format, &sink}) {
        if (!*made) {
            return fail(made->error());
        }
    }
    setProperty(*queue, "max-size-buffers", "0");
    setProperty(*queue, "max-size-time", kLongestQueueNs);
    setProperty(*queue, "max-size-bytes", "0");
    const auto caps = capsFromText(kFormat);
    g_object_set(*format, "caps", caps.get(), nullptr);
    setProperty(*sink, "qos", "false");
    setProperty(*sink, "sync", context_.conversation ? "false" : "true");

    sink_ = *sink;
    followShift();
    GstAppSinkCallbacks callbacks{};
    callbacks.new_sample = [](GstAppSink* app, gpointer self) {
        return newSample(app, self);
    };
    handsOver(this);
    gst_app_sink_set_callbacks(GST_APP_SINK(*sink), &callbacks, this, nullptr);
    if (auto linked = linkChain({*queue, *convert, *resample, *format, *sink}); !linked) {
        return fail(linked.error());
    }
    return *queue;
}

AudioEnd::~AudioEnd() {
    takesOver(this);
}

std::optional<MediaTime> AudioEnd::prerolled() const {
    return prerolledTime(sink_);
}

void AudioEnd::followShift() {
    g_object_set(sink_, "ts-offset", static_cast<gint64>(context_.dueClock->shift().count() + kAheadNs), nullptr);
}

GstFlowReturn AudioEnd::newSample(gpointer sink, gpointer self) noexcept {
    const Callback running(self);
    const SamplePtr sample(gst_app_sink_pull_sample(GST_APP_SINK(sink)));
    return sample ? static_cast<AudioEnd*>(self)->deliver(sample.get(), GST_ELEMENT(sink)) : GST_FLOW_OK;
}

GstFlowReturn AudioEnd::deliver(GstSample* sample, GstElement* sink) noexcept {
    GstMapInfo map;
    const auto at = context_.dueClock->due(sample, sink);
    if (!at || !gst_buffer_map(gst_sample_get_buffer(sample), &map, GST_MAP_READ)) {
        return GST_FLOW_OK;
    }
    const std::span<const float> frames(reinterpret_cast<const float*>(map.data), map.size / sizeof(float));
    context_.outlet->audio(frames, *at);
    if (context_.lateness) {
        context_.lateness->came(context_.dueClock->now(), *at);
    }
    gst_buffer_unmap(gst_sample_get_buffer(sample), &map);
    return GST_FLOW_OK;
}

}  // namespace tsudoi::pipeline
