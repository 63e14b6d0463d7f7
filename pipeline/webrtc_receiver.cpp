// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/webrtc_receiver.h"

#include "base/log.h"
#include "base/release.h"
#include "pipeline/peer_certificate.h"
#include "pipeline/rtp_decode.h"

#include <gst/video/video-event.h>
#define GST_USE_UNSTABLE_API  // what GStreamer 1.22 calls its WebRTC library
#include <gst/webrtc/webrtc.h>

#include <chrono>
#include <cstdlib>
#include <string_view>

namespace tsudoi::pipeline {

namespace {

/// How long a missing packet is waited for; packets that are there do not wait.
constexpr const char* kLatencyMs = "200";
constexpr std::chrono::seconds kGatherLimit{3};

// Without these the session holds NACKs back for seconds.
constexpr guint64 kRtcpInterval = 100 * GST_MSECOND;
constexpr gdouble kSessionBandwidth = 3'000'000.0;
constexpr gdouble kRtcpShare = 0.05;

/// What we take; payload numbers are the sender's.
constexpr const char* kVideoCaps =
    "application/x-rtp, media=(string)video, clock-rate=(int)90000, encoding-name=(string)H264, "
    "packetization-mode=(string)1, rtcp-fb-nack=(boolean)true, rtcp-fb-nack-pli=(boolean)true, "
    "rtcp-fb-ccm-fir=(boolean)true; "
    "application/x-rtp, media=(string)video, clock-rate=(int)90000, encoding-name=(string)VP8, "
    "rtcp-fb-nack=(boolean)true, rtcp-fb-nack-pli=(boolean)true, rtcp-fb-ccm-fir=(boolean)true";
constexpr const char* kAudioCaps =
    "application/x-rtp, media=(string)audio, clock-rate=(int)48000, encoding-name=(string)OPUS";

Error refusedOffer() {
    return {ErrorCode::InvalidArgument,
            {"送信側の接続情報に対応する形式がありません。映像は H.264 か VP8、音声は Opus にしてください。",
             "Nothing in the sender's offer can be taken; send H.264 or VP8 and Opus."}};
}

Error tooSlow() {
    return {ErrorCode::Unavailable,
            {"接続の準備が終わりませんでした。もう一度お試しください。",
             "The connection was not ready in time; try again."}};
}

using DescriptionPtr = std::unique_ptr<GstWebRTCSessionDescription, Release<gst_webrtc_session_description_free>>;

DescriptionPtr parsed(const std::string& text) {
    GstSDPMessage* message = nullptr;
    if (gst_sdp_message_new_from_text(text.c_str(), &message) != GST_SDP_OK) {
        return nullptr;
    }
    return DescriptionPtr(gst_webrtc_session_description_new(GST_WEBRTC_SDP_TYPE_OFFER, message));
}

/// Whether an accepted m-line is of a coding that rtp_decode takes. webrtcbin itself accepts whatever comes.
bool isKnown(const GstSDPMedia& media) {
    const gchar* payload = gst_sdp_media_get_format(&media, 0);
    const CapsPtr caps(payload ? gst_sdp_media_get_caps_from_media(&media, std::atoi(payload)) : nullptr);
    return canDecodeRtp(caps.get(), RtpPeer::Browser);
}

/// An m-line with port 0 is refused (RFC 8829 5.3.1).
bool takesAll(const GstSDPMessage& answer) {
    bool some = false;
    for (guint i = 0; i < gst_sdp_message_medias_len(&answer); ++i) {
        const GstSDPMedia& media = *gst_sdp_message_get_media(&answer, i);
        const bool accepted = gst_sdp_media_get_port(&media) != 0;
        if (accepted && !isKnown(media)) {
            return false;
        }
        some = some || accepted;
    }
    return some;
}

bool isVideo(GstPad* pad) {
    const CapsPtr caps(gst_pad_get_current_caps(pad));
    const gchar* media = caps ? gst_structure_get_string(gst_caps_get_structure(caps.get(), 0), "media") : nullptr;
    return media && std::string_view(media) == "video";
}

}  // namespace

Result<std::unique_ptr<WebrtcReceiver>> WebrtcReceiver::create(GstBin* pipeline, std::shared_ptr<SenderOffer> offer,
                                                               Handlers handlers) {
    std::unique_ptr<WebrtcReceiver> receiver(new WebrtcReceiver(std::move(offer), std::move(handlers)));
    if (auto built = receiver->build(pipeline); !built) {
        return fail(built.error());
    }
    return receiver;
}

WebrtcReceiver::~WebrtcReceiver() = default;

Status WebrtcReceiver::build(GstBin* pipeline) {
    const auto element = addElement(pipeline, "webrtcbin");
    if (!element) {
        return fail(element.error());
    }
    webrtc_ = *element;
    setProperty(webrtc_, "bundle-policy", "max-bundle");
    setProperty(webrtc_, "latency", kLatencyMs);
    if (!offer_->ice().stun.empty()) {
        setProperty(webrtc_, "stun-server", offer_->ice().stun);
    }
    prepareIce();
    connections_.emplace_back(webrtc_, "pad-added", G_CALLBACK(+[](GstElement*, GstPad* pad, gpointer self) noexcept {
                                  static_cast<WebrtcReceiver*>(self)->receive(pad);
                              }),
                              this);
    connections_.emplace_back(
        webrtc_, "on-ice-candidate", G_CALLBACK(+[](GstElement*, guint, gchar* candidate, gpointer self) noexcept {
            static_cast<WebrtcReceiver*>(self)->candidates_.with([&](auto& all) { all.emplace_back(candidate); });
        }),
        this);
    connections_.emplace_back(webrtc_, "notify::connection-state",
                              G_CALLBACK(+[](GstElement*, GParamSpec*, gpointer self) noexcept {
                                  static_cast<WebrtcReceiver*>(self)->connectionChanged();
                              }),
                              this);
    connections_.emplace_back(webrtc_, "notify::ice-gathering-state",
                              G_CALLBACK(+[](GstElement*, GParamSpec*, gpointer self) noexcept {
                                  static_cast<WebrtcReceiver*>(self)->gatheringChanged();
                              }),
                              this);
    return {};
}

void WebrtcReceiver::prepareIce() {
    GObject* raw = nullptr;
    g_object_get(webrtc_, "ice-agent", &raw, nullptr);
    const ObjectPtr<GObject> ice(raw);
    for (const std::string& address : offer_->ice().localAddresses) {
        gboolean taken = FALSE;
        g_signal_emit_by_name(ice.get(), "add-local-ip-address", address.c_str(), &taken);
        if (!taken) {
            log::warn("the local address {} cannot be used for WebRTC", address);
        }
    }
    GObject* rawAgent = nullptr;
    g_object_get(ice.get(), "agent", &rawAgent, nullptr);
    const ObjectPtr<GObject> agent(rawAgent);
    g_object_set(agent.get(), "ice-tcp", FALSE, "upnp", FALSE, nullptr);
}

/// One receiving transceiver for each m-line, in the order of the offer, so that the answer takes our codings.
Status WebrtcReceiver::expectMedia() {
    for (const MediaSection& section : offer_->description().media) {
        const CapsPtr caps = capsFromText(section.kind == MediaSection::Kind::Video ? kVideoCaps : kAudioCaps);
        GstWebRTCRTPTransceiver* made = nullptr;
        g_signal_emit_by_name(webrtc_, "add-transceiver", GST_WEBRTC_RTP_TRANSCEIVER_DIRECTION_RECVONLY, caps.get(),
                              &made);
        const ObjectPtr<GstWebRTCRTPTransceiver> transceiver(made);
        if (!transceiver) {
            return fail(ErrorCode::Internal, "webrtcbin takes no transceiver");
        }
        if (section.kind == MediaSection::Kind::Video) {
            g_object_set(transceiver.get(), "do-nack", TRUE, nullptr);
        }
    }
    return {};
}

Result<StructurePtr> WebrtcReceiver::ask(const char* signal, gpointer argument) {
    const MiniObjectPtr<GstPromise> promise(gst_promise_new());
    g_signal_emit_by_name(webrtc_, signal, argument, promise.get());
    if (gst_promise_wait(promise.get()) != GST_PROMISE_RESULT_REPLIED) {
        return fail(tooSlow());
    }
    const GstStructure* reply = gst_promise_get_reply(promise.get());
    if (reply && gst_structure_has_field(reply, "error")) {
        return fail(refusedOffer());
    }
    return StructurePtr(reply ? gst_structure_copy(reply) : gst_structure_new_empty("nothing"));
}

Status WebrtcReceiver::negotiate() {
    const DescriptionPtr offer = parsed(offer_->description().text);
    if (!offer) {
        return fail(refusedOffer());
    }
    if (auto expected = expectMedia(); !expected) {
        return expected;
    }
    if (auto set = ask("set-remote-description", offer.get()); !set) {
        return fail(set.error());
    }
    const auto reply = ask("create-answer", nullptr);
    if (!reply) {
        return fail(reply.error());
    }
    GstWebRTCSessionDescription* made = nullptr;
    gst_structure_get(reply->get(), "answer", GST_TYPE_WEBRTC_SESSION_DESCRIPTION, &made, nullptr);
    const DescriptionPtr answer(made);
    if (!answer || !takesAll(*answer->sdp)) {
        return fail(refusedOffer());
    }
    if (auto set = ask("set-local-description", answer.get()); !set) {
        return fail(set.error());
    }
    auto text = describe();
    if (!text) {
        return fail(text.error());
    }
    offer_->answer(std::move(*text));
    return {};
}

/// The local description with every candidate in it: WHIP senders cannot be told of more.
Result<std::string> WebrtcReceiver::describe() {
    if (!gathered_.waitFor(kGatherLimit)) {
        return fail(tooSlow());
    }
    GstWebRTCSessionDescription* raw = nullptr;
    g_object_get(webrtc_, "local-description", &raw, nullptr);
    const DescriptionPtr local(raw);
    if (!local) {
        return fail(tooSlow());
    }
    std::string text = takeString(gst_sdp_message_as_text(local->sdp));
    if (text.find("\r\na=candidate:") == text.npos) {
        std::string lines;
        for (const std::string& candidate : candidates_.copy()) {
            lines.append("a=").append(candidate).append("\r\n");
        }
        const auto second =
            text.find("\r\nm=", text.find("\r\nm=") + 1);  // all m-lines share the first one's transport
        text.insert(second == text.npos ? text.size() : second + 2, lines);
    }
    return text;
}

void WebrtcReceiver::gatheringChanged() {
    GstWebRTCICEGatheringState state = GST_WEBRTC_ICE_GATHERING_STATE_NEW;
    g_object_get(webrtc_, "ice-gathering-state", &state, nullptr);
    if (state == GST_WEBRTC_ICE_GATHERING_STATE_COMPLETE) {
        gathered_.set();
    }
}

void WebrtcReceiver::connectionChanged() {
    GstWebRTCPeerConnectionState state = GST_WEBRTC_PEER_CONNECTION_STATE_NEW;
    g_object_get(webrtc_, "connection-state", &state, nullptr);
    switch (state) {
        case GST_WEBRTC_PEER_CONNECTION_STATE_CONNECTED:
            (void)trusted();
            hurryNacks();
            break;
        case GST_WEBRTC_PEER_CONNECTION_STATE_FAILED:
        case GST_WEBRTC_PEER_CONNECTION_STATE_CLOSED:
            handlers_.broken({"送信側との接続が切れました。再接続を待っています。",
                              "The connection to the sender broke. Waiting for it to come back."});
            break;
        default: break;
    }
}

/// Compares the certificate that came with DTLS with the one that was announced. Asked by whoever comes first, the
/// change of state or a packet.
bool WebrtcReceiver::trusted() {
    if (trust_ != Trust::Unknown) {
        return trust_ == Trust::Right;
    }
    const auto fingerprint = peerFingerprint(webrtc_);
    if (!fingerprint) {
        return false;
    }
    const Trust found = *fingerprint == offer_->description().fingerprint ? Trust::Right : Trust::Wrong;
    if (trust_.exchange(found) == Trust::Unknown && found == Trust::Wrong) {
        handlers_.broken({"送信側の証明書が接続情報と一致しません。接続を拒否しました。",
                          "The sender's certificate is not the one it announced. The connection was refused."});
    }
    return found == Trust::Right;
}

void WebrtcReceiver::hurryNacks() {
    const ElementPtr rtpbin(gst_bin_get_by_name(GST_BIN(webrtc_), "rtpbin"));
    GObject* raw = nullptr;
    if (rtpbin) {
        g_signal_emit_by_name(rtpbin.get(), "get-internal-session", 0U, &raw);
    }
    const ObjectPtr<GObject> session(raw);
    if (session) {
        g_object_set(session.get(), "rtcp-min-interval", kRtcpInterval, "bandwidth", kSessionBandwidth, "rtcp-fraction",
                     kRtcpShare, nullptr);
    }
}

/// One picture and one sound: an input has no place for more.
bool WebrtcReceiver::first(GstPad* pad) {
    return !(isVideo(pad) ? hasVideo_ : hasAudio_).exchange(true);
}

void WebrtcReceiver::receive(GstPad* pad) {
    if (GST_PAD_DIRECTION(pad) != GST_PAD_SRC) {
        return;
    }
    const bool wanted = first(pad) && handlers_.stream(pad);
    gates_.with([&](auto& gates) {
        gates.emplace_back(pad,
                           static_cast<GstPadProbeType>(GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST),
                           [this, wanted](GstPad*, GstPadProbeInfo*) {
                               return wanted && trusted() ? GST_PAD_PROBE_OK : GST_PAD_PROBE_DROP;
                           });
    });
    if (wanted && isVideo(pad)) {
        gst_pad_send_event(pad, gst_video_event_new_upstream_force_key_unit(GST_CLOCK_TIME_NONE, TRUE, 0));
    }
}

}  // namespace tsudoi::pipeline
