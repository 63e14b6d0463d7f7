// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_decode.h"

#include <algorithm>
#include <array>

namespace tsudoi::pipeline {

namespace {

constexpr std::array kAllowed = std::to_array<std::string_view>({
    // containers
    "qtdemux",
    "matroskademux",
    "tsdemux",
    "mpegpsdemux",
    "flvdemux",
    "avidemux",
    "oggdemux",
    "asfdemux",
    "wavparse",
    "aiffparse",
    "id3demux",
    "apedemux",
    "multipartdemux",
    // pictures
    "h264parse",
    "h265parse",
    "mpegvideoparse",
    "mpeg4videoparse",
    "jpegparse",
    "vp8parse",
    "vp9parse",
    "av1parse",
    "vc1parse",
    "avdec_h264",
    "avdec_h265",
    "avdec_mpeg2video",
    "mpeg2dec",
    "avdec_mpeg4",
    "avdec_mjpeg",
    "jpegdec",
    "vp8dec",
    "vp9dec",
    "dav1ddec",
    "av1dec",
    "avdec_vc1",
    "avdec_wmv3",
    "avdec_dvvideo",
    "dvdemux",
    "dvdec",
    "avdec_prores",
    "avdec_dnxhd",
    "theoradec",
    "pngparse",
    "pngdec",
    "webpdec",
    "gdkpixbufdec",
    "avdec_bmp",
    "avdec_tiff",
    "avdec_flv",
    "rawvideoparse",
    // sound
    "aacparse",
    "mpegaudioparse",
    "ac3parse",
    "dcaparse",
    "flacparse",
    "opusparse",
    "vorbisparse",
    "rawaudioparse",
    "avdec_aac",
    "avdec_aac_latm",
    "avdec_ac3",
    "avdec_eac3",
    "avdec_mp3",
    "mpg123audiodec",
    "avdec_mp2float",
    "flacdec",
    "opusdec",
    "vorbisdec",
    "mulawdec",
    "alawdec",
    "avdec_alac",
    "avdec_g722",
    "avdec_g726",
    "avdec_wmav2",
    "avdec_pcm_s16le",
    // inside decodebin
    "capsfilter",
    "multiqueue",
    "queue",
    "typefind",
    "decodebin",
});

/// Values of decodebin's own enum, which no public header has.
enum AutoplugResult : int { kTry = 0, kSkip = 2 };

int choose(GstElement* /*bin*/, GstPad* /*pad*/, GstCaps* caps, GstElementFactory* factory,
           gpointer /*data*/) noexcept {
    if (isLarger(caps, kMaxPicturePixels)) {
        return kSkip;  // parsers tell the size before anything is unpacked
    }
    const gchar* name = gst_plugin_feature_get_name(GST_PLUGIN_FEATURE(factory));
    return isAllowedDecoder(name) ? kTry : kSkip;
}

/// tsdemux waits 0.7 s for late packets unless told otherwise; our senders are near or have SRT's own buffer.
constexpr const char* kTransportLatencyMs = "150";

void tune(GstBin* /*bin*/, GstElement* element, gpointer /*data*/) noexcept {
    GstElementFactory* factory = gst_element_get_factory(element);
    if (factory && std::string_view(gst_plugin_feature_get_name(GST_PLUGIN_FEATURE(factory))) == "tsdemux") {
        setPropertyIfPresent(element, "latency", kTransportLatencyMs);
    }
}

}  // namespace

bool isLarger(const GstCaps* caps, std::int64_t pixels) noexcept {
    gint width = 0;
    gint height = 0;
    const GstStructure* first = gst_caps_get_size(caps) > 0 ? gst_caps_get_structure(caps, 0) : nullptr;
    return first && gst_structure_get_int(first, "width", &width) && gst_structure_get_int(first, "height", &height) &&
           std::int64_t{width} * height > pixels;
}

bool isAllowedDecoder(std::string_view factory) noexcept {
    return std::find(kAllowed.begin(), kAllowed.end(), factory) != kAllowed.end();
}

Result<GstElement*> addDecoder(GstBin* bin) {
    auto decoder = addElement(bin, "decodebin");
    if (decoder) {
        // The handlers have no state, so the connections may live as long as the element.
        g_signal_connect(*decoder, "autoplug-select", G_CALLBACK(choose), nullptr);
        g_signal_connect(*decoder, "element-added", G_CALLBACK(tune), nullptr);
    }
    return decoder;
}

}  // namespace tsudoi::pipeline
