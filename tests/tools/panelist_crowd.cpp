// SPDX-License-Identifier: GPL-3.0-or-later
// panelist-crowd FILM: panelists without browsers, for tests/bench/panelists.py. Reads one JSON line per panelist from
// standard input, {"id": ..., "sdp": the server's offer}, and writes {"id": ..., "sdp": the answer}. Each sends FILM
// (H.264 720p, Matroska with Opus), which was encoded before, so that nothing here costs what a browser's encoder
// costs. When standard input ends it writes {"id": ..., "frames": pictures that came back} for each and stops.
#include "pipeline/gst_ptr.h"

#define GST_USE_UNSTABLE_API  // what GStreamer 1.22 calls its WebRTC library
#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/webrtc/webrtc.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace tsudoi::pipeline;
using nlohmann::json;

constexpr const char* kSoundCaps =
    "application/x-rtp,media=audio,encoding-name=OPUS,clock-rate=48000,payload=111,encoding-params=(string)2";
constexpr const char* kPictureCaps =
    "application/x-rtp,media=video,encoding-name=H264,clock-rate=90000,payload=102,packetization-mode=(string)1,"
    "profile-level-id=(string)42e01f";
constexpr const char* kSender =
    "webrtcbin name=peer bundle-policy=max-bundle latency=50 "
    "appsrc name=sound is-live=true format=time do-timestamp=true ! rtpopuspay pt=111 "
    "! application/x-rtp,payload=111,media=audio,encoding-name=OPUS ! peer.sink_0 "
    "appsrc name=picture is-live=true format=time do-timestamp=true "
    "! rtph264pay pt=102 config-interval=-1 aggregate-mode=zero-latency "
    "! application/x-rtp,payload=102,media=video,encoding-name=H264 ! peer.sink_1";

[[noreturn]] void stop(const std::string& why) {
    std::fprintf(stderr, "panelist-crowd: %s\n", why.c_str());
    std::exit(1);
}

/// The packets of one stream of the film and the time between two of them.
struct Track {
    CapsPtr caps;
    std::vector<SamplePtr> packets;
    std::chrono::microseconds step{};
};

Track readTrack(const std::string& film, const std::string& chain, std::chrono::microseconds step) {
    Track track;
    track.step = step;
    const std::string text = "filesrc location=\"" + film + "\" ! matroskademux name=film " + chain +
                             " ! appsink name=out sync=false max-buffers=0";
    GError* error = nullptr;
    const ElementPtr pipeline = sunkObject(gst_parse_launch(text.c_str(), &error));
    if (error != nullptr) {
        stop(error->message);
    }
    const ElementPtr out(gst_bin_get_by_name(GST_BIN(pipeline.get()), "out"));
    gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
    while (SamplePtr sample{gst_app_sink_pull_sample(GST_APP_SINK(out.get()))}) {
        track.caps.reset(gst_caps_ref(gst_sample_get_caps(sample.get())));
        track.packets.push_back(std::move(sample));
    }
    gst_element_set_state(pipeline.get(), GST_STATE_NULL);
    if (track.packets.empty()) {
        stop("nothing in " + film);
    }
    return track;
}

/// Sends a track round and round until it is destroyed.
class Player {
public:
    Player(const Track& track, ElementPtr to) : track_(track), to_(std::move(to)), thread_([this] { run(); }) {}
    ~Player() {
        over_ = true;
        thread_.join();
    }
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

private:
    void run() {
        g_object_set(to_.get(), "caps", track_.caps.get(), nullptr);
        auto due = std::chrono::steady_clock::now();
        for (std::size_t i = 0; !over_; ++i, due += track_.step) {
            std::this_thread::sleep_until(due);
            GstBuffer* packet = gst_buffer_copy(gst_sample_get_buffer(track_.packets[i % track_.packets.size()].get()));
            GST_BUFFER_PTS(packet) = GST_CLOCK_TIME_NONE;
            GST_BUFFER_DTS(packet) = GST_CLOCK_TIME_NONE;
            gst_app_src_push_buffer(GST_APP_SRC(to_.get()), packet);
        }
    }

    const Track& track_;
    const ElementPtr to_;
    std::atomic<bool> over_{false};
    std::thread thread_;
};

/// One panelist. Returned pictures are counted, not decoded.
class Panelist {
public:
    Panelist(std::string id, const Track& sound, const Track& picture) : id_(std::move(id)) {
        GError* error = nullptr;
        pipeline_ = sunkObject(gst_parse_launch(kSender, &error));
        if (error != nullptr) {
            stop(error->message);
        }
        peer_.reset(gst_bin_get_by_name(GST_BIN(pipeline_.get()), "peer"));
        choose("sink_0", kSoundCaps);
        choose("sink_1", kPictureCaps);
        GObject* agent = nullptr;
        g_object_get(peer_.get(), "ice-agent", &agent, nullptr);
        gboolean taken = FALSE;
        g_signal_emit_by_name(agent, "add-local-ip-address", "127.0.0.1", &taken);
        g_object_unref(agent);
        g_signal_connect(peer_.get(), "pad-added", G_CALLBACK(received), this);
        gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
        sound_ = std::make_unique<Player>(sound, ElementPtr(gst_bin_get_by_name(GST_BIN(pipeline_.get()), "sound")));
        picture_ =
            std::make_unique<Player>(picture, ElementPtr(gst_bin_get_by_name(GST_BIN(pipeline_.get()), "picture")));
    }
    ~Panelist() {
        sound_.reset();
        picture_.reset();
        gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
    }
    Panelist(const Panelist&) = delete;
    Panelist& operator=(const Panelist&) = delete;

    std::string answer(const std::string& offer) {
        GstSDPMessage* message = nullptr;
        if (gst_sdp_message_new_from_text(offer.c_str(), &message) != GST_SDP_OK) {
            stop("the offer is no description");
        }
        GstWebRTCSessionDescription* remote = gst_webrtc_session_description_new(GST_WEBRTC_SDP_TYPE_OFFER, message);
        ask("set-remote-description", remote);
        gst_webrtc_session_description_free(remote);
        const StructurePtr reply = ask("create-answer", nullptr);
        GstWebRTCSessionDescription* made = nullptr;
        gst_structure_get(reply.get(), "answer", GST_TYPE_WEBRTC_SESSION_DESCRIPTION, &made, nullptr);
        if (made == nullptr) {
            stop("no answer");
        }
        ask("set-local-description", made);
        gst_webrtc_session_description_free(made);
        return gathered();
    }
    [[nodiscard]] json report() const { return {{"id", id_}, {"frames", frames_.load()}}; }

private:
    void choose(const char* pad, const char* caps) {
        const PadPtr sink(gst_element_get_static_pad(peer_.get(), pad));
        GstWebRTCRTPTransceiver* transceiver = nullptr;
        g_object_get(sink.get(), "transceiver", &transceiver, nullptr);
        g_object_set(transceiver, "codec-preferences", capsFromText(caps).get(), nullptr);
        gst_object_unref(transceiver);
    }
    StructurePtr ask(const char* signal, gpointer argument) {
        GstPromise* promise = gst_promise_new();
        g_signal_emit_by_name(peer_.get(), signal, argument, promise);
        gst_promise_wait(promise);
        const GstStructure* reply = gst_promise_get_reply(promise);
        StructurePtr copy(reply != nullptr ? gst_structure_copy(reply) : gst_structure_new_empty("nothing"));
        gst_promise_unref(promise);
        return copy;
    }
    std::string gathered() {
        GstWebRTCICEGatheringState state = GST_WEBRTC_ICE_GATHERING_STATE_NEW;
        while (state != GST_WEBRTC_ICE_GATHERING_STATE_COMPLETE) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            g_object_get(peer_.get(), "ice-gathering-state", &state, nullptr);
        }
        GstWebRTCSessionDescription* local = nullptr;
        g_object_get(peer_.get(), "local-description", &local, nullptr);
        std::string text = tsudoi::hardware::takeString(gst_sdp_message_as_text(local->sdp));
        gst_webrtc_session_description_free(local);
        return text;
    }
    static void received(GstElement* peer, GstPad* pad, gpointer self) noexcept {
        GstElement* sink = gst_element_factory_make("fakesink", nullptr);
        g_object_set(sink, "sync", FALSE, "async", FALSE, nullptr);
        GstObject* pipeline = gst_element_get_parent(peer);
        gst_bin_add(GST_BIN(pipeline), sink);
        gst_object_unref(pipeline);
        gst_element_sync_state_with_parent(sink);
        const PadPtr entry(gst_element_get_static_pad(sink, "sink"));
        gst_pad_add_probe(entry.get(), GST_PAD_PROBE_TYPE_BUFFER, count, self, nullptr);
        gst_pad_link(pad, entry.get());
    }
    /// The last packet of a picture has the marker, the highest bit of the second byte (RFC 3550).
    static GstPadProbeReturn count(GstPad* pad, GstPadProbeInfo* info, gpointer self) noexcept {
        const CapsPtr caps(gst_pad_get_current_caps(pad));
        const gchar* media = gst_structure_get_string(gst_caps_get_structure(caps.get(), 0), "media");
        guint8 second = 0;
        gst_buffer_extract(gst_pad_probe_info_get_buffer(info), 1, &second, sizeof(second));
        if (g_strcmp0(media, "video") == 0) {
            static_cast<Panelist*>(self)->frames_ += second >> 7U;
        }
        return GST_PAD_PROBE_OK;
    }

    const std::string id_;
    std::atomic<int> frames_{0};
    ElementPtr pipeline_;
    ElementPtr peer_;
    std::unique_ptr<Player> sound_;
    std::unique_ptr<Player> picture_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        stop("usage: panelist-crowd FILM");
    }
    gst_init(nullptr, nullptr);
    const Track sound = readTrack(argv[1], "film.audio_0", std::chrono::milliseconds(20));
    const Track picture = readTrack(
        argv[1], "film.video_0 ! h264parse config-interval=-1 ! video/x-h264,stream-format=byte-stream,alignment=au",
        std::chrono::microseconds(33'333));
    std::vector<std::unique_ptr<Panelist>> crowd;
    for (std::string line; std::getline(std::cin, line);) {
        const json offer = json::parse(line);
        crowd.push_back(std::make_unique<Panelist>(offer["id"], sound, picture));
        std::cout << json{{"id", offer["id"]}, {"sdp", crowd.back()->answer(offer["sdp"])}} << std::endl;
    }
    for (const auto& panelist : crowd) {
        std::cout << panelist->report() << std::endl;
    }
    return 0;
}
