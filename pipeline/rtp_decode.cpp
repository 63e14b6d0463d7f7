// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/rtp_decode.h"

#include "base/log.h"
#include "pipeline/input_decode.h"

#include <algorithm>
#include <array>
#include <vector>

namespace tsudoi::pipeline {

namespace {

/// What peers send, and the fixed chain that decodes it.
struct Payload {
    std::string_view encoding;  ///< RTP encoding name
    std::array<const char*, 3> chain;
    bool browsers = false;  ///< browsers send it, too
};
constexpr std::array kPayloads = std::to_array<Payload>({
    {"H264", {"rtph264depay", "h264parse", "avdec_h264"}, true},
    {"H265", {"rtph265depay", "h265parse", "avdec_h265"}},
    {"JPEG", {"rtpjpegdepay", "jpegparse", "jpegdec"}},
    {"MP4V-ES", {"rtpmp4vdepay", "mpeg4videoparse", "avdec_mpeg4"}},
    {"VP8", {"rtpvp8depay", "vp8dec", nullptr}, true},
    {"MPEG4-GENERIC", {"rtpmp4gdepay", "aacparse", "avdec_aac"}},
    {"MP4A-LATM", {"rtpmp4adepay", "aacparse", "avdec_aac"}},
    {"OPUS", {"rtpopusdepay", "opusdec", nullptr}, true},
    {"PCMU", {"rtppcmudepay", "mulawdec", nullptr}},
    {"PCMA", {"rtppcmadepay", "alawdec", nullptr}},
    {"L16", {"rtpL16depay", nullptr, nullptr}},
    {"G722", {"rtpg722depay", "avdec_g722", nullptr}},
    {"MPA", {"rtpmpadepay", "mpegaudioparse", "mpg123audiodec"}},
});

const Payload* payloadOf(const GstCaps* caps, RtpPeer peer) {
    const gchar* name = caps ? gst_structure_get_string(gst_caps_get_structure(caps, 0), "encoding-name") : nullptr;
    const auto* found = std::find_if(kPayloads.begin(), kPayloads.end(), [&](const Payload& payload) {
        return name && payload.encoding == name && (peer == RtpPeer::Camera || payload.browsers);
    });
    return found != kPayloads.end() ? &*found : nullptr;
}

template <std::int64_t kPixels>
GstPadProbeReturn refuseLarger(GstPad* pad, GstPadProbeInfo* info, gpointer /*data*/) noexcept {
    GstEvent* event = GST_PAD_PROBE_INFO_EVENT(info);
    GstCaps* caps = nullptr;
    if (GST_EVENT_TYPE(event) == GST_EVENT_CAPS) {
        gst_event_parse_caps(event, &caps);
    }
    if (!caps || !isLarger(caps, kPixels)) {
        return GST_PAD_PROBE_OK;
    }
    const ObjectPtr<GstElement> decoder(gst_pad_get_parent_element(pad));
    if (decoder) {
        GST_ELEMENT_ERROR(decoder.get(), STREAM, FORMAT, ("the picture is too large"), (nullptr));
    }
    return GST_PAD_PROBE_DROP;
}

/// The stream itself says how large its pictures are, whatever was agreed: a decoder would take the memory for them.
void limitPictures(GstElement* decoder, RtpPeer peer) {
    const PadPtr sink(gst_element_get_static_pad(decoder, "sink"));
    const auto probe = peer == RtpPeer::Browser ? refuseLarger<kMaxPeerPixels> : refuseLarger<kMaxPicturePixels>;
    gst_pad_add_probe(sink.get(), GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, probe, nullptr, nullptr);
}

/// \return the last element of the chain, linked behind the pad
Result<GstElement*> addChain(GstBin* bin, GstPad* pad, const Payload& payload, RtpPeer peer) {
    std::vector<GstElement*> made;
    for (const char* factory : payload.chain) {
        if (!factory) {
            break;
        }
        const auto element = addElement(bin, factory);
        if (!element) {
            return fail(element.error());
        }
        if (!made.empty() && !gst_element_link(made.back(), *element)) {
            return fail(ErrorCode::Internal, std::string("cannot link ") + factory);
        }
        made.push_back(*element);
    }
    limitPictures(made.back(), peer);
    if (peer == RtpPeer::Browser) {
        setPropertyIfPresent(made.front(), "request-keyframe", "true");
        setPropertyIfPresent(made.front(), "wait-for-keyframe", "true");
        setPropertyIfPresent(made.back(), "max-threads", "1");  // more would keep frames back
        setPropertyIfPresent(made.back(), "use-inband-fec", "true");
        setPropertyIfPresent(made.back(), "plc", "true");
    }
    const PadPtr entry(gst_element_get_static_pad(made.front(), "sink"));
    if (GST_PAD_LINK_FAILED(gst_pad_link(pad, entry.get()))) {
        return fail(ErrorCode::Internal, "cannot link an RTP stream");
    }
    return made.back();
}

/// From the end, so that no data arrives at an element that does not run yet.
void runBackwards(GstElement* last) {
    ObjectPtr<GstElement> element = sharedObject(last);
    while (element) {
        gst_element_sync_state_with_parent(element.get());
        const PadPtr sink(gst_element_get_static_pad(element.get(), "sink"));
        const PadPtr peer(sink ? gst_pad_get_peer(sink.get()) : nullptr);
        ObjectPtr<GstElement> before(peer ? gst_pad_get_parent_element(peer.get()) : nullptr);
        const bool own =
            before && GST_OBJECT_PARENT(before.get()) == GST_OBJECT_PARENT(last) && !GST_IS_BIN(before.get());
        element = own ? std::move(before) : nullptr;
    }
}

}  // namespace

bool canDecodeRtp(const GstCaps* caps, RtpPeer peer) {
    return payloadOf(caps, peer) != nullptr;
}

bool decodeRtp(GstBin* bin, GstPad* pad, RtpPeer peer, InputPorts& ports) {
    const CapsPtr caps(gst_pad_get_current_caps(pad));
    const Payload* payload = payloadOf(caps.get(), peer);
    if (!payload) {
        log::info("an RTP stream of unknown coding is left out");
        return false;
    }
    const auto last = addChain(bin, pad, *payload, peer);
    if (!last) {
        log::warn("an RTP stream cannot be decoded: {}", last.error().text.en);
        return false;
    }
    const PadPtr out(gst_element_get_static_pad(*last, "src"));
    ports.take(out.get());
    runBackwards(*last);
    return true;
}

}  // namespace tsudoi::pipeline
