// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/encoder_pipeline.h"

#include "base/race_hint.h"
#include "base/synchronized.h"

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/video/video.h>

#include <utility>

namespace tsudoi::pipeline {

/// What streaming threads may touch; outlives the pipeline in their hands.
struct EncoderPipeline::Outlet {
    Callbacks callbacks;
    Event ended;
};

namespace {

std::string wordsOf(GstMessage* message) {
    GError* raw = nullptr;
    gst_message_parse_error(message, &raw, nullptr);
    const ErrorPtr error(raw);
    return error ? error->message : "unknown";
}

}  // namespace

Result<std::unique_ptr<EncoderPipeline>> EncoderPipeline::create(CapsPtr input, std::vector<ElementPtr> elements,
                                                                 CapsPtr output, Callbacks callbacks, int nice) {
    std::unique_ptr<EncoderPipeline> made(new EncoderPipeline);
    made->outlet_ = std::make_shared<Outlet>();
    made->outlet_->callbacks = std::move(callbacks);
    auto status = made->build(std::move(input), std::move(elements), std::move(output));
    if (status) {
        status = made->play(nice);
    }
    if (!status) {
        return fail(status.error());
    }
    return made;
}

Status EncoderPipeline::build(CapsPtr input, std::vector<ElementPtr> elements, CapsPtr output) {
    pipeline_ = sunkObject(gst_pipeline_new(nullptr));
    GstBin* bin = GST_BIN(pipeline_.get());
    auto source = addElement(bin, "appsrc");
    auto sink = addElement(bin, "appsink");
    if (!source || !sink) {
        return fail(source ? sink.error() : source.error());
    }
    source_ = *source;
    sink_ = *sink;
    g_object_set(source_, "caps", input.get(), "format", GST_FORMAT_TIME, "is-live", TRUE, "block", FALSE,
                 "max-buffers", guint64{0}, "max-bytes", guint64{0}, "max-time", guint64{0}, nullptr);
    g_object_set(sink_, "caps", output.get(), "sync", FALSE, "async", FALSE, "qos", FALSE, "enable-last-sample", FALSE,
                 nullptr);
    GstElement* previous = source_;
    for (ElementPtr& element : elements) {
        GstElement* next = element.get();
        gst_bin_add(bin, next);
        if (auto linked = linkChain({previous, next}); !linked) {
            return linked;
        }
        previous = next;
    }
    return linkChain({previous, sink_});
}

Status EncoderPipeline::play(int nice) {
    GstAppSinkCallbacks callbacks{};
    callbacks.new_sample = [](GstAppSink* sink, gpointer data) noexcept -> GstFlowReturn {
        const Callback running(data);
        const SamplePtr sample(gst_app_sink_pull_sample(sink));
        if (sample) {
            (*static_cast<std::shared_ptr<Outlet>*>(data))->callbacks.sample(sample.get());
        }
        return GST_FLOW_OK;
    };
    callbacks.eos = [](GstAppSink*, gpointer data) noexcept {
        const Callback running(data);
        (*static_cast<std::shared_ptr<Outlet>*>(data))->ended.set();
    };
    auto* given = new std::shared_ptr<Outlet>(outlet_);
    handsOver(given);
    token_ = given;
    gst_app_sink_set_callbacks(GST_APP_SINK(sink_), &callbacks, given, [](gpointer data) noexcept {
        takesOver(data);
        delete static_cast<std::shared_ptr<Outlet>*>(data);
    });
    bus_ = BusTap(pipeline_.get(), [outlet = outlet_, nice](GstMessage* message) {
        if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
            outlet->callbacks.failed(wordsOf(message));
        } else {
            rankStreamingThread(message, nice);
        }
    });
    if (gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE) {
        return fail(ErrorCode::Unavailable, "the encoder does not start");
    }
    return {};
}

EncoderPipeline::~EncoderPipeline() {
    bus_.remove();
    if (pipeline_) {
        gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
    }
}

void EncoderPipeline::push(BufferPtr buffer) {
    handsOver(token_);
    gst_app_src_push_buffer(GST_APP_SRC(source_), buffer.release());
}

/// In line with the frames and without a time: x264enc lays its own times 1000 hours later, and GStreamer 1.22 compares
/// with those, so that a request for a certain time is taken for an old one.
void EncoderPipeline::requestKeyframe() {
    gst_element_send_event(source_, gst_video_event_new_downstream_force_key_unit(
                                        GST_CLOCK_TIME_NONE, GST_CLOCK_TIME_NONE, GST_CLOCK_TIME_NONE, FALSE, 0));
}

bool EncoderPipeline::finish(std::chrono::milliseconds longest) {
    gst_app_src_end_of_stream(GST_APP_SRC(source_));
    return outlet_->ended.waitFor(longest);
}

MediaTime timeOf(GstSample* sample) {
    const GstBuffer* buffer = gst_sample_get_buffer(sample);
    const GstSegment* segment = gst_sample_get_segment(sample);
    return MediaTime(
        static_cast<std::int64_t>(gst_segment_to_running_time(segment, GST_FORMAT_TIME, GST_BUFFER_PTS(buffer))));
}

}  // namespace tsudoi::pipeline
