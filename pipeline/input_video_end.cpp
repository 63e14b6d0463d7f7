// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/race_hint.h"
#include "pipeline/input_ends.h"
#include "pipeline/input_picture_size.h"

#include <fmt/format.h>
#include <gst/app/gstappsink.h>
#include <gst/video/video.h>

namespace tsudoi::pipeline {

namespace {

using seminar::Interlacing;

/// Up to this programme rate one field per frame is enough; above it every field becomes a picture.
constexpr int kOneFieldUpTo = 30;

/// After a longer gap there is no point in filling it with copies.
constexpr const char* kLongestFilledGap = "500000000";

/// What all inputs have in common, and \p more.
CapsPtr canvasFormat(const std::string& more) {
    return capsFromText(("video/x-raw, format=(string)I420, interlace-mode=(string)progressive, "
                         "pixel-aspect-ratio=(fraction)1/1, colorimetry=(string)bt709, " +
                         more)
                            .c_str());
}

bool turnsByQuarter(GstTagList* tags) {
    gchar* text = nullptr;
    if (!gst_tag_list_get_string(tags, GST_TAG_IMAGE_ORIENTATION, &text)) {
        return false;
    }
    const std::string turn = takeString(text);
    return turn.find("rotate-90") != std::string::npos || turn.find("rotate-270") != std::string::npos;
}

}  // namespace

Result<std::unique_ptr<VideoEnd>> VideoEnd::create(const InputEndsContext& context) {
    std::unique_ptr<VideoEnd> end(new VideoEnd(context));
    ElementPtr bin = sunkObject(gst_bin_new(nullptr));
    const auto entrance = end->build(GST_BIN(bin.get()));
    if (!entrance) {
        return fail(entrance.error());
    }
    end->entry_ = enterPipeline(context.pipeline, std::move(bin), *entrance);
    return end;
}

/// Interlaced sources that call themselves progressive, and the other way round, are common: the
/// setting wins.
Result<GstElement*> VideoEnd::addDeinterlacer(GstBin* bin) {
    if (context_.interlacing == Interlacing::Progressive) {
        auto relabel = addElement(bin, "capssetter");
        if (relabel) {
            const auto caps = capsFromText("video/x-raw, interlace-mode=(string)progressive");
            g_object_set(*relabel, "caps", caps.get(), nullptr);
        }
        return relabel;
    }
    auto deinterlace = addElement(bin, "deinterlace");
    if (deinterlace) {
        const bool forced = context_.interlacing == Interlacing::Interlaced;
        const bool oneField = context_.frameRate.numerator <= kOneFieldUpTo * context_.frameRate.denominator;
        setProperty(*deinterlace, "mode", forced ? "interlaced" : "auto");
        setProperty(*deinterlace, "fields", oneField ? "top" : "all");
    }
    return deinterlace;
}

Result<GstElement*> VideoEnd::build(GstBin* bin) {
    const auto queue = addElement(bin, "queue");
    const auto deinterlace = addDeinterlacer(bin);
    const auto convert = addElement(bin, "videoconvertscale");
    const auto size = addElement(bin, "capsfilter");
    const auto flip = addElement(bin, context_.turns ? "videoflip" : "identity");
    const auto rate = addElement(bin, context_.conversation ? "identity" : "videorate");
    const auto format = addElement(bin, "capsfilter");
    const auto sink = addElement(bin, "appsink");
    for (const auto* made : {&queue, &deinterlace, &convert, &size, &flip, &rate, &format, &sink}) {
        if (!*made) {
            return fail(made->error());
        }
    }
    setProperty(*queue, "max-size-buffers", "4");
    setProperty(*queue, "max-size-time", "0");
    setProperty(*queue, "max-size-bytes", "0");
    if (context_.turns) {
        setProperty(*flip, "video-direction", "auto");
    }
    if (!context_.conversation) {  // it would keep each picture until the next one comes
        setProperty(*rate, "skip-to-first", "true");
        setProperty(*rate, "max-duplication-time", kLongestFilledGap);
    }
    const CapsPtr caps = deliveredFormat();
    g_object_set(*format, "caps", caps.get(), nullptr);
    size_ = *size;
    watchDecoded(*deinterlace);
    listenTo(*sink);
    if (auto linked = linkChain({*queue, *deinterlace, *convert, *size, *flip, *rate, *format, *sink}); !linked) {
        return fail(linked.error());
    }
    return *queue;
}

CapsPtr VideoEnd::deliveredFormat() const {
    const Fraction fps = context_.frameRate;
    return canvasFormat(context_.conversation
                            ? std::string("framerate=(fraction)[0/1, 2147483647/1]")
                            : fmt::format("framerate=(fraction){}/{}", fps.numerator, fps.denominator));
}

void VideoEnd::watchDecoded(GstElement* first) {
    const PadPtr decoded(gst_element_get_static_pad(first, "sink"));
    probe_ = PadProbe(decoded.get(), GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM,
                      [this](GstPad*, GstPadProbeInfo* info) { return seen(GST_PAD_PROBE_INFO_EVENT(info)); });
}

void VideoEnd::listenTo(GstElement* sink) {
    sink_ = sink;
    setProperty(sink, "drop", "true");
    setProperty(sink, "max-buffers", "2");
    setProperty(sink, "qos", "false");
    setProperty(sink, "sync", context_.conversation ? "false" : "true");
    followShift();
    GstAppSinkCallbacks callbacks{};
    callbacks.new_sample = [](GstAppSink* app, gpointer self) {
        return newSample(app, self);
    };
    handsOver(this);
    gst_app_sink_set_callbacks(GST_APP_SINK(sink), &callbacks, this, nullptr);
}

GstPadProbeReturn VideoEnd::seen(GstEvent* event) {
    if (GST_EVENT_TYPE(event) == GST_EVENT_CAPS) {
        GstCaps* caps = nullptr;
        gst_event_parse_caps(event, &caps);
        caps_ = sharedMini(caps);
        chooseSize();
    } else if (GST_EVENT_TYPE(event) == GST_EVENT_TAG && context_.turns) {
        GstTagList* tags = nullptr;
        gst_event_parse_tag(event, &tags);
        quarterTurn_ = quarterTurn_ || turnsByQuarter(tags);
        chooseSize();
    }
    return GST_PAD_PROBE_OK;
}

/// The size is always explicit: without it a branch that wants thumbnails negotiates its size for
/// everybody.
void VideoEnd::chooseSize() {
    GstVideoInfo info;
    if (!caps_ || !gst_video_info_from_caps(&info, caps_.get())) {
        return;
    }
    const Size size = inputSize({{info.width, info.height}, {info.par_n, info.par_d}, quarterTurn_}, context_.canvas);
    const auto caps = canvasFormat(fmt::format("width=(int){}, height=(int){}", size.width, size.height));
    g_object_set(size_, "caps", caps.get(), nullptr);
}

VideoEnd::~VideoEnd() {
    takesOver(this);
}

std::optional<MediaTime> VideoEnd::prerolled() const {
    return prerolledTime(sink_);
}

void VideoEnd::followShift() {
    g_object_set(sink_, "ts-offset", static_cast<gint64>(context_.dueClock->shift().count()), nullptr);
}

GstFlowReturn VideoEnd::newSample(gpointer sink, gpointer self) noexcept {
    const Callback running(self);
    const SamplePtr sample(gst_app_sink_pull_sample(GST_APP_SINK(sink)));
    return sample ? static_cast<VideoEnd*>(self)->deliver(sample.get(), GST_ELEMENT(sink)) : GST_FLOW_OK;
}

GstFlowReturn VideoEnd::deliver(GstSample* sample, GstElement* sink) noexcept {
    GstCaps* caps = gst_sample_get_caps(sample);
    if (caps != deliveredCaps_.get()) {
        GstVideoInfo info;
        if (!gst_video_info_from_caps(&info, caps)) {
            return GST_FLOW_NOT_NEGOTIATED;
        }
        delivered_ = {info.width, info.height};
        deliveredCaps_ = sharedMini(caps);
    }
    if (const auto at = context_.dueClock->due(sample, sink)) {
        context_.outlet->video(sample, *at, delivered_);
        if (context_.lateness) {
            context_.lateness->came(context_.dueClock->now(), *at);
        }
    }
    return GST_FLOW_OK;
}

}  // namespace tsudoi::pipeline
