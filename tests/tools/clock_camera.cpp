// SPDX-License-Identifier: GPL-3.0-or-later
// clock-camera NAME: a PipeWire camera whose picture is the wall clock, for tests/bench/b3_latency.py. Every picture is
// 16 cells from left to right: the Gray code of the milliseconds, highest bit first (a torn picture is off by one
// step).
#include <gst/gst.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>

namespace {

constexpr int kWidth = 640;
constexpr int kHeight = 360;
constexpr int kCells = 16;
constexpr int kBytesPerPixel = 2;  // YUY2
constexpr guint8 kBlack = 16;
constexpr guint8 kWhite = 235;
constexpr guint8 kNoColour = 128;

std::uint32_t grayCodeNow() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    const auto value = static_cast<std::uint32_t>(milliseconds & 0xFFFF);
    return value ^ (value >> 1U);
}

GstPadProbeReturn draw(GstPad* /*pad*/, GstPadProbeInfo* info, gpointer /*unused*/) noexcept {
    GstBuffer* const buffer = gst_buffer_make_writable(gst_pad_probe_info_get_buffer(info));
    info->data = buffer;
    GstMapInfo map;
    if (gst_buffer_map(buffer, &map, GST_MAP_WRITE) == FALSE) {
        return GST_PAD_PROBE_OK;
    }
    const std::uint32_t code = grayCodeNow();
    std::array<guint8, kWidth * kBytesPerPixel> line{};
    for (std::size_t x = 0; x < kWidth; ++x) {
        const auto bit = kCells - 1 - x / (kWidth / kCells);
        line[x * kBytesPerPixel] = (code >> bit & 1U) != 0 ? kWhite : kBlack;
        line[x * kBytesPerPixel + 1] = kNoColour;
    }
    for (gsize row = 0; row < kHeight && (row + 1) * line.size() <= map.size; ++row) {
        std::copy(line.begin(), line.end(), map.data + row * line.size());
    }
    gst_buffer_unmap(buffer, &map);
    return GST_PAD_PROBE_OK;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: clock-camera NAME\n");
        return 2;
    }
    gst_init(nullptr, nullptr);
    const std::string name(argv[1]);
    const std::string text =
        "videotestsrc is-live=true pattern=black name=source ! "
        "video/x-raw,format=YUY2,width=640,height=360,framerate=30/1 "
        "! pipewiresink mode=provide stream-properties=\"p,media.class=Video/Source,media.role=Camera,node.name=" +
        name + ",node.description=" + name + "\"";
    GError* error = nullptr;
    GstElement* const pipeline = gst_parse_launch(text.c_str(), &error);
    if (error != nullptr) {
        std::fprintf(stderr, "clock-camera: %s\n", error->message);
        return 1;
    }
    GstElement* const source = gst_bin_get_by_name(GST_BIN(pipeline), "source");
    GstPad* const pad = gst_element_get_static_pad(source, "src");
    gst_pad_add_probe(pad, GST_PAD_PROBE_TYPE_BUFFER, draw, nullptr, nullptr);
    gst_element_set_state(pipeline, GST_STATE_PLAYING);
    GstBus* const bus = gst_element_get_bus(pipeline);
    gst_bus_timed_pop_filtered(bus, GST_CLOCK_TIME_NONE,
                               static_cast<GstMessageType>(GST_MESSAGE_ERROR | GST_MESSAGE_EOS));
    return 1;  // a camera ends when it is unplugged: the process is killed
}
