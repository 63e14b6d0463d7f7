// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/jpeg_encoder.h"

#include "base/log.h"
#include "pipeline/gst_ptr.h"
#include "pipeline/picture_buffer.h"
#include "pipeline/track_format.h"

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>

#include <array>

namespace tsudoi::pipeline {

namespace {

constexpr GstClockTime kLongest = 2 * GST_SECOND;
constexpr const char* kQuality = "75";
constexpr MediaTime kAnyDuration = std::chrono::milliseconds(100);

}  // namespace

struct JpegEncoder::Impl {
    ElementPtr pipeline;
    GstElement* source = nullptr;
    GstElement* sink = nullptr;
    MediaTime next{};

    Status build(Size size);
    ~Impl() {
        if (pipeline) {
            gst_element_set_state(pipeline.get(), GST_STATE_NULL);
        }
    }
};

Status JpegEncoder::Impl::build(Size size) {
    pipeline = sunkObject(gst_pipeline_new(nullptr));
    std::array<GstElement*, 5> chain{};
    constexpr std::array<const char*, 5> names{"appsrc", "videoconvert", "capsfilter", "jpegenc", "appsink"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto made = addElement(GST_BIN(pipeline.get()), names.at(i));
        if (!made) {
            return fail(made.error());
        }
        chain.at(i) = *made;
    }
    source = chain.front();
    sink = chain.back();
    g_object_set(source, "caps", pictureCaps(size, {10, 1}).get(), "format", GST_FORMAT_TIME, nullptr);
    g_object_set(chain[2], "caps", capsFromText("video/x-raw,format=I420,colorimetry=(string)1:4:0:0").get(), nullptr);
    setProperty(chain[3], "quality", kQuality);
    g_object_set(sink, "sync", FALSE, "async", FALSE, "enable-last-sample", FALSE, nullptr);
    if (auto linked = linkChain({chain[0], chain[1], chain[2], chain[3], chain[4]}); !linked) {
        return linked;
    }
    gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
    return {};
}

JpegEncoder::JpegEncoder(Size size) : size_(size), impl_(std::make_unique<Impl>()) {
    if (auto built = impl_->build(size); !built) {
        log::error("studio pictures cannot be made: {}", built.error().text.en);
        impl_->source = nullptr;
    }
}

JpegEncoder::~JpegEncoder() = default;

SharedBytes JpegEncoder::encode(const PicturePtr& picture) {
    if (impl_->source == nullptr || picture->size != size_) {
        return {};
    }
    BufferPtr buffer = bufferOf(picture, impl_->next, kAnyDuration);
    impl_->next += kAnyDuration;
    gst_app_src_push_buffer(GST_APP_SRC(impl_->source), buffer.release());
    const SamplePtr sample(gst_app_sink_try_pull_sample(GST_APP_SINK(impl_->sink), kLongest));
    return sample ? bytesOf(sample.get()) : SharedBytes{};
}

}  // namespace tsudoi::pipeline
