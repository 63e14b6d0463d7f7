// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/webrtc_peer.h"

#include "base/log.h"
#include "pipeline/peer_certificate.h"

#include <gst/video/video-event.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

namespace tsudoi::pipeline {

namespace {

/// How long a missing packet is waited for; packets that are there do not wait.
constexpr const char* kLatencyMs = "200";
/// Each SSRC costs a jitter buffer with its threads. Honest peers have two, and some more while they restart a stream.
constexpr const char* kMostStreams = "16";
constexpr std::chrono::seconds kGatherLimit{3};

// Without these the session holds NACKs back for seconds.
constexpr guint64 kRtcpInterval = 100 * GST_MSECOND;
constexpr gdouble kSessionBandwidth = 3'000'000.0;
constexpr gdouble kRtcpShare = 0.05;

/// Between two packets; more is nothing that a line does.
constexpr gint64 kMostGrowth = 10 * static_cast<gint64>(GST_SECOND);

/// What the newest feedback of the peer says of the last moments.
std::optional<WayReport> wayReport(GObject* session) {
    GstStructure* raw = nullptr;
    g_object_get(session, "twcc-stats", &raw, nullptr);
    const StructurePtr stats(raw);
    guint sent = 0;
    guint received = 0;
    gint64 growth = 0;
    if (!stats || !gst_structure_get(stats.get(), "packets-sent", G_TYPE_UINT, &sent, "packets-recv", G_TYPE_UINT,
                                     &received, "avg-delta-of-delta", G_TYPE_INT64, &growth, nullptr)) {
        return std::nullopt;
    }
    // "None" with too few packets; and a peer may report anything.
    const gint64 step = GST_CLOCK_STIME_IS_VALID(growth) ? std::clamp(growth, -kMostGrowth, kMostGrowth) : 0;
    return WayReport{sent, static_cast<std::int64_t>(sent) - received, std::chrono::nanoseconds(step * received)};
}

ElementPtr rtpbinOf(GstElement* webrtc) {
    return ElementPtr(gst_bin_get_by_name(GST_BIN(webrtc), "rtpbin"));
}

bool isVideo(GstPad* pad) {
    const CapsPtr caps(gst_pad_get_current_caps(pad));
    const gchar* media = caps ? gst_structure_get_string(gst_caps_get_structure(caps.get(), 0), "media") : nullptr;
    return media && std::string_view(media) == "video";
}

}  // namespace

Error webrtcTooSlow() {
    return {ErrorCode::Unavailable,
            {"接続の準備が終わりませんでした。もう一度お試しください。",
             "The connection was not ready in time; try again."}};
}

Error webrtcDoesNotStart() {
    return {ErrorCode::Unavailable,
            {"WebRTC を開始できません。もう一度お試しください。", "WebRTC does not start; try again."}};
}

DescriptionPtr parseDescription(GstWebRTCSDPType type, const std::string& text) {
    GstSDPMessage* message = nullptr;
    if (gst_sdp_message_new_from_text(text.c_str(), &message) != GST_SDP_OK) {
        return nullptr;
    }
    return DescriptionPtr(gst_webrtc_session_description_new(type, message));
}

Result<std::unique_ptr<WebrtcPeer>> WebrtcPeer::create(GstBin* pipeline, const IceOptions& ice, WebrtcHandlers handlers,
                                                       WebrtcConversation conversation) {
    std::unique_ptr<WebrtcPeer> peer(new WebrtcPeer(std::move(handlers), std::move(conversation)));
    if (auto built = peer->build(pipeline, ice); !built) {
        return fail(built.error());
    }
    return peer;
}

void WebrtcPeer::listen(const char* signal, GCallback handler) {
    connections_.emplace_back(webrtc_, signal, handler, this);
}

Status WebrtcPeer::build(GstBin* pipeline, const IceOptions& ice) {
    const auto element = addElement(pipeline, "webrtcbin");
    if (!element) {
        return fail(element.error());
    }
    webrtc_ = *element;
    setProperty(webrtc_, "bundle-policy", "max-bundle");
    setProperty(webrtc_, "latency", kLatencyMs);
    if (!ice.stun.empty()) {
        setProperty(webrtc_, "stun-server", ice.stun);
    }
    prepareIce(ice);
    limitStreams();
    listen("pad-added", G_CALLBACK(+[](GstElement*, GstPad* pad, gpointer self) noexcept {
               static_cast<WebrtcPeer*>(self)->receive(pad);
           }));
    listen("on-ice-candidate", G_CALLBACK(+[](GstElement*, guint, gchar* candidate, gpointer self) noexcept {
               static_cast<WebrtcPeer*>(self)->candidates_.with([&](auto& all) { all.emplace_back(candidate); });
           }));
    listen("notify::connection-state", G_CALLBACK(+[](GstElement*, GParamSpec*, gpointer self) noexcept {
               static_cast<WebrtcPeer*>(self)->connectionChanged();
           }));
    listen("notify::ice-gathering-state", G_CALLBACK(+[](GstElement*, GParamSpec*, gpointer self) noexcept {
               static_cast<WebrtcPeer*>(self)->gatheringChanged();
           }));
    return {};
}

void WebrtcPeer::prepareIce(const IceOptions& ice) {
    GObject* raw = nullptr;
    g_object_get(webrtc_, "ice-agent", &raw, nullptr);
    const ObjectPtr<GObject> agentOwner(raw);
    for (const std::string& address : ice.localAddresses) {
        gboolean taken = FALSE;
        g_signal_emit_by_name(agentOwner.get(), "add-local-ip-address", address.c_str(), &taken);
        if (!taken) {
            log::warn("the local address {} cannot be used for WebRTC", address);
        }
    }
    GObject* rawAgent = nullptr;
    g_object_get(agentOwner.get(), "agent", &rawAgent, nullptr);
    const ObjectPtr<GObject> agent(rawAgent);
    g_object_set(agent.get(), "ice-tcp", FALSE, "upnp", FALSE, nullptr);
}

void WebrtcPeer::limitStreams() {
    if (const ElementPtr rtpbin = rtpbinOf(webrtc_)) {
        setProperty(rtpbin.get(), "max-streams", kMostStreams);
    }
}

Result<StructurePtr> WebrtcPeer::ask(const char* signal, gpointer argument, const Error& refused) {
    const MiniObjectPtr<GstPromise> promise(gst_promise_new());
    g_signal_emit_by_name(webrtc_, signal, argument, promise.get());
    if (gst_promise_wait(promise.get()) != GST_PROMISE_RESULT_REPLIED) {
        return fail(webrtcTooSlow());
    }
    const GstStructure* reply = gst_promise_get_reply(promise.get());
    if (reply && gst_structure_has_field(reply, "error")) {
        return fail(refused);
    }
    return StructurePtr(reply ? gst_structure_copy(reply) : gst_structure_new_empty("nothing"));
}

Status WebrtcPeer::makeLocal(const char* signal, const char* field, const Error& refused,
                             const std::function<bool(const GstSDPMessage&)>& check) {
    const auto reply = ask(signal, nullptr, refused);
    if (!reply) {
        return fail(reply.error());
    }
    GstWebRTCSessionDescription* made = nullptr;
    gst_structure_get(reply->get(), field, GST_TYPE_WEBRTC_SESSION_DESCRIPTION, &made, nullptr);
    const DescriptionPtr description(made);
    if (!description || !check(*description->sdp)) {
        return fail(refused);
    }
    if (auto set = ask("set-local-description", description.get(), refused); !set) {
        return fail(set.error());
    }
    return {};
}

Result<std::string> WebrtcPeer::describe() {
    if (!gathered_.waitFor(kGatherLimit)) {
        return fail(webrtcTooSlow());
    }
    GstWebRTCSessionDescription* raw = nullptr;
    g_object_get(webrtc_, "local-description", &raw, nullptr);
    const DescriptionPtr local(raw);
    if (!local) {
        return fail(webrtcTooSlow());
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

void WebrtcPeer::gatheringChanged() {
    GstWebRTCICEGatheringState state = GST_WEBRTC_ICE_GATHERING_STATE_NEW;
    g_object_get(webrtc_, "ice-gathering-state", &state, nullptr);
    if (state == GST_WEBRTC_ICE_GATHERING_STATE_COMPLETE) {
        gathered_.set();
    }
}

void WebrtcPeer::connectionChanged() {
    GstWebRTCPeerConnectionState state = GST_WEBRTC_PEER_CONNECTION_STATE_NEW;
    g_object_get(webrtc_, "connection-state", &state, nullptr);
    switch (state) {
        case GST_WEBRTC_PEER_CONNECTION_STATE_CONNECTED: opened(); break;
        case GST_WEBRTC_PEER_CONNECTION_STATE_FAILED:
        case GST_WEBRTC_PEER_CONNECTION_STATE_CLOSED:
            handlers_.broken({"相手との接続が切れました。再接続を待っています。",
                              "The connection to the peer broke. Waiting for it to come back."});
            break;
        default: break;
    }
}

void WebrtcPeer::opened() {
    const ElementPtr rtpbin = rtpbinOf(webrtc_);
    if (rtpbin) {
        hurryNacks(rtpbin.get());
    }
    if (!trusted() || told_.exchange(true)) {
        return;
    }
    if (rtpbin) {
        hearReports(rtpbin.get());
        listenForLife(rtpbin.get());
    }
    conversation_.connected();
}

/// Compares the certificate that came with DTLS with the one that was announced. Asked by whoever comes first, the
/// change of state or a packet.
bool WebrtcPeer::trusted() {
    if (trust_ != Trust::Unknown) {
        return trust_ == Trust::Right;
    }
    const auto announced = fingerprint_.get();
    const auto fingerprint = peerFingerprint(webrtc_);
    if (!announced || !fingerprint) {
        return false;
    }
    const Trust found = *fingerprint == *announced ? Trust::Right : Trust::Wrong;
    if (trust_.exchange(found) == Trust::Unknown && found == Trust::Wrong) {
        handlers_.broken({"相手の証明書が接続情報と一致しません。接続を拒否しました。",
                          "The peer's certificate is not the one it announced. The connection was refused."});
    }
    return found == Trust::Right;
}

void WebrtcPeer::hurryNacks(GstElement* rtpbin) {
    GObject* raw = nullptr;
    g_signal_emit_by_name(rtpbin, "get-internal-session", 0U, &raw);
    const ObjectPtr<GObject> session(raw);
    if (session) {
        g_object_set(session.get(), "rtcp-min-interval", kRtcpInterval, "bandwidth", kSessionBandwidth, "rtcp-fraction",
                     kRtcpShare, nullptr);
    }
}

void WebrtcPeer::hearReports(GstElement* rtpbin) {
    GObject* raw = nullptr;
    g_signal_emit_by_name(rtpbin, "get-session", 0U, &raw);
    const ObjectPtr<GObject> session(raw);
    if (session) {
        reports_ = SignalConnection(session.get(), "notify::twcc-stats",
                                    G_CALLBACK(+[](GObject* from, GParamSpec*, gpointer self) noexcept {
                                        if (const auto report = wayReport(from)) {
                                            static_cast<WebrtcPeer*>(self)->conversation_.reported(*report);
                                        }
                                    }),
                                    this);
    }
}

/// All m-lines share the first one's session.
void WebrtcPeer::listenForLife(GstElement* rtpbin) {
    const PadPtr reports(gst_element_get_static_pad(rtpbin, "recv_rtcp_sink_0"));
    if (!reports) {
        return;
    }
    heard();
    gates_.with([&](auto& gates) {
        gates.emplace_back(reports.get(),
                           static_cast<GstPadProbeType>(GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST),
                           [this](GstPad*, GstPadProbeInfo*) {
                               heard();
                               return GST_PAD_PROBE_OK;
                           });
    });
}

std::chrono::nanoseconds WebrtcPeer::silence() const {
    const auto at = heardAt_.load();
    return at == at.zero() ? at : std::chrono::steady_clock::now().time_since_epoch() - at;
}

/// One picture and one sound: an input has no place for more.
bool WebrtcPeer::first(GstPad* pad) {
    return !(isVideo(pad) ? hasVideo_ : hasAudio_).exchange(true);
}

void WebrtcPeer::receive(GstPad* pad) {
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
