// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "pipeline/gst_ptr.h"
#include "pipeline/picture.h"

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

/// What a player would see and hear: decodes encoded packets.
namespace tsudoi::pipeline::test {

/// Feeds packets through "caps ! decoder" and gives every decoded sample to \p take, in order.
template <typename Take>
void decodePackets(const std::vector<EncodedPacket>& packets, const std::string& caps, const std::string& decoder,
                   Take&& take) {
    if (packets.empty()) {
        return;
    }
    const std::string text = "appsrc name=src format=time max-bytes=0 ! " + decoder + " ! appsink name=sink sync=false";
    const ElementPtr pipeline = sunkObject(gst_parse_launch(text.c_str(), nullptr));
    const ElementPtr source(gst_bin_get_by_name(GST_BIN(pipeline.get()), "src"));
    const ElementPtr sink(gst_bin_get_by_name(GST_BIN(pipeline.get()), "sink"));
    const Bytes& data = packets.front().format->codecData;
    const CapsPtr parsed = capsFromText(caps.c_str());
    if (!data.empty()) {
        const BufferPtr codecData(gst_buffer_new_memdup(data.data(), data.size()));
        gst_caps_set_simple(parsed.get(), "codec_data", GST_TYPE_BUFFER, codecData.get(), nullptr);
    }
    g_object_set(source.get(), "caps", parsed.get(), nullptr);
    gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
    const MediaTime origin = packets.front().pts;
    for (const EncodedPacket& packet : packets) {
        const auto bytes = packet.data.bytes();
        GstBuffer* buffer = gst_buffer_new_memdup(bytes.data(), bytes.size());
        GST_BUFFER_PTS(buffer) = static_cast<GstClockTime>((packet.pts - origin).count());
        gst_app_src_push_buffer(GST_APP_SRC(source.get()), buffer);
    }
    gst_app_src_end_of_stream(GST_APP_SRC(source.get()));
    while (const SamplePtr sample{gst_app_sink_try_pull_sample(GST_APP_SINK(sink.get()), 20 * GST_SECOND)}) {
        take(sample.get());
    }
    gst_element_set_state(pipeline.get(), GST_STATE_NULL);
}

struct SeenFrame {
    MediaTime pts{};  ///< programme time
    PicturePtr picture;

    [[nodiscard]] int luma(int x, int y) const {
        const Plane& plane = picture->planes[0];
        return plane.data[std::ptrdiff_t{y} * plane.stride + x];
    }
};

/// \return decoded pictures, in order; one per packet
inline std::vector<SeenFrame> seen(const std::vector<EncodedPacket>& packets) {
    std::vector<SeenFrame> frames;
    const bool avc = !packets.empty() && !packets.front().format->codecData.empty();
    decodePackets(
        packets,
        avc ? "video/x-h264,stream-format=avc,alignment=au" : "video/x-h264,stream-format=byte-stream,alignment=au",
        "avdec_h264 max-threads=1 output-corrupt=false ! videoconvert ! "
        "video/x-raw,format=I420",
        [&](GstSample* sample) {
            const MediaTime pts(static_cast<std::int64_t>(GST_BUFFER_PTS(gst_sample_get_buffer(sample))));
            frames.push_back({packets.front().pts + pts, pictureOf(sample)});
        });
    return frames;
}

/// Decoded left channel; the first value belongs to time start.
struct HeardSound {
    MediaTime start{};
    std::vector<float> samples;

    [[nodiscard]] float peak(MediaTime from, MediaTime to) const {
        float highest = 0;
        const auto slot = [this](MediaTime at) {
            const std::int64_t index = (at - start).count() * 6 / 125'000;
            return std::clamp<std::int64_t>(index, 0, static_cast<std::int64_t>(samples.size()));
        };
        for (std::int64_t i = slot(from); i < slot(to); ++i) {
            highest = std::max(highest, std::abs(samples[static_cast<std::size_t>(i)]));
        }
        return highest;
    }
};

inline HeardSound heard(const std::vector<EncodedPacket>& packets) {
    HeardSound sound;
    sound.start = packets.empty() ? MediaTime{} : packets.front().pts;
    decodePackets(packets, "audio/mpeg,mpegversion=4,stream-format=raw,rate=48000,channels=2",
                  "avdec_aac ! audioconvert ! audio/x-raw,format=F32LE,layout=interleaved", [&](GstSample* sample) {
                      GstMapInfo map;
                      GstBuffer* buffer = gst_sample_get_buffer(sample);
                      gst_buffer_map(buffer, &map, GST_MAP_READ);
                      for (gsize at = 0; at + 8 <= map.size; at += 8) {
                          float left = 0;
                          std::memcpy(&left, map.data + at, sizeof left);
                          sound.samples.push_back(left);
                      }
                      gst_buffer_unmap(buffer, &map);
                  });
    return sound;
}

}  // namespace tsudoi::pipeline::test
