// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "input_peers.h"
#include "input_rig.h"
#include "pipeline/gst_registration.h"
#include "pipeline/sender_offer.h"

#define GST_USE_UNSTABLE_API
#include <gst/webrtc/webrtc.h>

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace tsudoi::tests {

/// A WebRTC sender as WHIP has it: offers picture (H.264 or VP8) and sound, candidates included, and takes one answer.
class WhipSender {
public:
    explicit WhipSender(const std::string& picture = kH264) {
        pipeline::gstInit();
        const std::string text = "webrtcbin name=peer bundle-policy=max-bundle " + picture +
                                 " ! peer. audiotestsrc is-live=true freq=440 ! opusenc ! rtpopuspay pt=111 "
                                 "! application/x-rtp,media=audio,encoding-name=OPUS,payload=111 ! peer.";
        pipeline_ = pipeline::sunkObject(gst_parse_launch(text.c_str(), nullptr));
        peer_.reset(gst_bin_get_by_name(GST_BIN(pipeline_.get()), "peer"));
        listenOnLoopback();
        gathering_ = pipeline::SignalConnection(peer_.get(), "notify::ice-gathering-state",
                                                G_CALLBACK(+[](GstElement* peer, GParamSpec*, gpointer self) noexcept {
                                                    GstWebRTCICEGatheringState state{};
                                                    g_object_get(peer, "ice-gathering-state", &state, nullptr);
                                                    if (state == GST_WEBRTC_ICE_GATHERING_STATE_COMPLETE) {
                                                        static_cast<WhipSender*>(self)->gathered_.set();
                                                    }
                                                }),
                                                this);
        candidate_ = pipeline::SignalConnection(
            peer_.get(), "on-ice-candidate", G_CALLBACK(+[](GstElement*, guint, gchar* line, gpointer self) noexcept {
                static_cast<WhipSender*>(self)->candidates_.with([&](auto& all) { all.emplace_back(line); });
            }),
            this);
        gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
    }
    ~WhipSender() { gst_element_set_state(pipeline_.get(), GST_STATE_NULL); }
    WhipSender(const WhipSender&) = delete;
    WhipSender& operator=(const WhipSender&) = delete;

    std::string offer() {
        const auto reply = ask("create-offer", nullptr);
        GstWebRTCSessionDescription* made = nullptr;
        gst_structure_get(reply.get(), "offer", GST_TYPE_WEBRTC_SESSION_DESCRIPTION, &made, nullptr);
        REQUIRE(made);
        ask("set-local-description", made);
        std::string text = pipeline::takeString(gst_sdp_message_as_text(made->sdp));
        gst_webrtc_session_description_free(made);
        REQUIRE(gathered_.waitFor(kPatience));
        for (const std::string& candidate : candidates_.copy()) {
            text += "a=" + candidate + "\r\n";
        }
        return text;
    }
    void answer(const std::string& text) {
        GstSDPMessage* message = nullptr;
        REQUIRE(gst_sdp_message_new_from_text(text.c_str(), &message) == GST_SDP_OK);
        auto* answer = gst_webrtc_session_description_new(GST_WEBRTC_SDP_TYPE_ANSWER, message);
        ask("set-remote-description", answer);
        gst_webrtc_session_description_free(answer);
    }

    /// From now on the sound is another stream (SSRC) after every few packets.
    void multiply() {
        const pipeline::ElementPtr encoder = encryption();
        const pipeline::PadPtr entry(gst_element_get_static_pad(encoder.get(), "rtp_sink_0"));
        REQUIRE(entry);
        disguise_ = pipeline::PadProbe(entry.get(), GST_PAD_PROBE_TYPE_BUFFER, [this](GstPad*, GstPadProbeInfo* info) {
            auto* buffer = gst_buffer_make_writable(gst_pad_probe_info_get_buffer(info));
            GST_PAD_PROBE_INFO_DATA(info) = buffer;
            std::array<guint8, 4> head{};
            gst_buffer_extract(buffer, 0, head.data(), head.size());
            if ((head[1] & 0x7f) == kSoundPayload) {
                const guint32 number = (static_cast<guint32>(head[2]) << 8 | head[3]) / kPacketsOfEach;
                streams_ += lastStream_.exchange(number) != number ? 1 : 0;
                const guint32 stream = g_htonl(kFirstStream + number);
                gst_buffer_fill(buffer, kSsrcAt, &stream, sizeof stream);
            }
            return GST_PAD_PROBE_OK;
        });
    }
    /// Streams that were sent since multiply().
    [[nodiscard]] int streams() const { return streams_; }

    static constexpr const char* kH264 =
        "videotestsrc is-live=true ! video/x-raw,format=I420,width=320,height=180,framerate=30/1 "
        "! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=30 ! video/x-h264,profile=constrained-baseline "
        "! rtph264pay pt=102 config-interval=-1 aggregate-mode=zero-latency "
        "! application/x-rtp,media=video,encoding-name=H264,payload=102";
    static constexpr const char* kVp8 =
        "videotestsrc is-live=true ! video/x-raw,format=I420,width=320,height=180,framerate=30/1 "
        "! vp8enc deadline=1 keyframe-max-dist=30 ! rtpvp8pay pt=96 "
        "! application/x-rtp,media=video,encoding-name=VP8,payload=96";

private:
    static constexpr guint8 kSoundPayload = 111;
    static constexpr guint32 kFirstStream = 0x1000'0000;
    static constexpr gsize kSsrcAt = 8;
    static constexpr guint32 kPacketsOfEach = 4;  ///< a receiver believes in a stream after two

    [[nodiscard]] pipeline::ElementPtr encryption() {
        const std::unique_ptr<GstIterator, void (*)(GstIterator*)> all(
            gst_bin_iterate_recurse(GST_BIN(pipeline_.get())), gst_iterator_free);
        GValue item = G_VALUE_INIT;
        pipeline::ElementPtr found;
        while (!found && gst_iterator_next(all.get(), &item) == GST_ITERATOR_OK) {
            auto* element = GST_ELEMENT(g_value_get_object(&item));
            if (std::string(G_OBJECT_TYPE_NAME(element)) == "GstDtlsSrtpEnc") {
                found = pipeline::sharedObject(element);
            }
            g_value_reset(&item);
        }
        g_value_unset(&item);
        REQUIRE(found);
        return found;
    }
    void listenOnLoopback() {
        GObject* raw = nullptr;
        g_object_get(peer_.get(), "ice-agent", &raw, nullptr);
        const pipeline::ObjectPtr<GObject> ice(raw);
        gboolean taken = FALSE;
        g_signal_emit_by_name(ice.get(), "add-local-ip-address", "127.0.0.1", &taken);
        GObject* rawAgent = nullptr;
        g_object_get(ice.get(), "agent", &rawAgent, nullptr);
        const pipeline::ObjectPtr<GObject> agent(rawAgent);
        g_object_set(agent.get(), "ice-tcp", FALSE, "upnp", FALSE, nullptr);
    }
    pipeline::StructurePtr ask(const char* signal, gpointer argument) {
        const pipeline::MiniObjectPtr<GstPromise> promise(gst_promise_new());
        g_signal_emit_by_name(peer_.get(), signal, argument, promise.get());
        REQUIRE(gst_promise_wait(promise.get()) == GST_PROMISE_RESULT_REPLIED);
        const GstStructure* reply = gst_promise_get_reply(promise.get());
        return pipeline::StructurePtr(reply ? gst_structure_copy(reply) : gst_structure_new_empty("nothing"));
    }

    pipeline::ElementPtr pipeline_;
    pipeline::ElementPtr peer_;
    Event gathered_;
    Synchronized<std::vector<std::string>> candidates_;
    pipeline::SignalConnection gathering_;
    pipeline::SignalConnection candidate_;
    std::atomic<guint32> lastStream_{0};
    std::atomic<int> streams_{0};
    pipeline::PadProbe disguise_;
};

}  // namespace tsudoi::tests
