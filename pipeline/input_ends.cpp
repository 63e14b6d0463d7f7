// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_ends.h"

#include "base/check.h"

#include <gst/app/gstappsink.h>
#include <gst/base/gstbasesink.h>

namespace tsudoi::pipeline {

std::optional<MediaTime> DueClock::runningTime(GstSample* sample) noexcept {
    GstBuffer* buffer = gst_sample_get_buffer(sample);
    if (!buffer || !GST_BUFFER_PTS_IS_VALID(buffer)) {
        return std::nullopt;
    }
    const GstClockTime running =
        gst_segment_to_running_time(gst_sample_get_segment(sample), GST_FORMAT_TIME, GST_BUFFER_PTS(buffer));
    return GST_CLOCK_TIME_IS_VALID(running) ? std::optional(MediaTime(static_cast<std::int64_t>(running)))
                                            : std::nullopt;
}

std::optional<MediaTime> DueClock::due(GstSample* sample, GstElement* sink) const noexcept {
    const auto running = runningTime(sample);
    if (!running) {
        return std::nullopt;
    }
    const GstClockTime latency = conversation_ ? 0 : gst_base_sink_get_latency(GST_BASE_SINK(sink));
    return *running + shift() +
           MediaTime(static_cast<std::int64_t>(latency + ownBase_) - static_cast<std::int64_t>(programmeBase_));
}

MediaTime DueClock::now() const noexcept {
    return MediaTime(static_cast<std::int64_t>(gst_clock_get_time(clock_.get())) -
                     static_cast<std::int64_t>(programmeBase_));
}

std::optional<MediaTime> prerolledTime(GstElement* sink) {
    const SamplePtr sample(gst_app_sink_try_pull_preroll(GST_APP_SINK(sink), 0));
    return sample ? DueClock::runningTime(sample.get()) : std::nullopt;
}

PadPtr enterPipeline(GstBin* pipeline, ElementPtr bin, GstElement* inside) {
    const PadPtr target(gst_element_get_static_pad(inside, "sink"));
    PadPtr entry = sunkObject(gst_ghost_pad_new("sink", target.get()));
    gst_pad_set_active(entry.get(), TRUE);
    TSUDOI_CHECK(gst_element_add_pad(bin.get(), entry.get()));
    TSUDOI_CHECK(gst_bin_add(pipeline, bin.get()));
    gst_element_sync_state_with_parent(bin.get());
    return entry;
}

}  // namespace tsudoi::pipeline
