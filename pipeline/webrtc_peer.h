// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/release.h"
#include "base/synchronized.h"
#include "pipeline/gst_ptr.h"
#include "pipeline/gst_registration.h"
#include "pipeline/rung_choice.h"
#include "pipeline/webrtc_visit.h"

#define GST_USE_UNSTABLE_API  // what GStreamer 1.22 calls its WebRTC library
#include <gst/webrtc/webrtc.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tsudoi::pipeline {

using DescriptionPtr = std::unique_ptr<GstWebRTCSessionDescription, Release<gst_webrtc_session_description_free>>;

/// What we take over WebRTC; payload numbers are the peer's.
inline constexpr const char* kWebrtcVideoCaps =
    "application/x-rtp, media=(string)video, clock-rate=(int)90000, encoding-name=(string)H264, "
    "packetization-mode=(string)1, rtcp-fb-nack=(boolean)true, rtcp-fb-nack-pli=(boolean)true, "
    "rtcp-fb-ccm-fir=(boolean)true; "
    "application/x-rtp, media=(string)video, clock-rate=(int)90000, encoding-name=(string)VP8, "
    "rtcp-fb-nack=(boolean)true, rtcp-fb-nack-pli=(boolean)true, rtcp-fb-ccm-fir=(boolean)true";
inline constexpr const char* kWebrtcAudioCaps =
    "application/x-rtp, media=(string)audio, clock-rate=(int)48000, encoding-name=(string)OPUS";

/// \return nullptr: not a description
[[nodiscard]] DescriptionPtr parseDescription(GstWebRTCSDPType type, const std::string& text);

[[nodiscard]] Error webrtcTooSlow();
[[nodiscard]] Error webrtcDoesNotStart();

/// What a peer that also gets something is about. Called on threads of webrtcbin.
struct WebrtcConversation {
    std::function<void()> connected = [] {
    };  ///< once: the way is open and the peer is who it says
    std::function<void(const WayReport&)> reported = [](const WayReport&) {
    };  ///< what came of our packets
};

/// One webrtcbin, and what GStreamer 1.22's lacks: it does not compare the peer's certificate with the fingerprint in
/// its description; this does, and drops every packet until they match.
///
/// Threads: created, used and destroyed on the thread that owns the pipeline (it may block there, never in a callback
/// of webrtcbin). The pipeline is stopped before this is destroyed.
class WebrtcPeer {
public:
    [[nodiscard]] static Result<std::unique_ptr<WebrtcPeer>> create(GstBin* pipeline, const IceOptions& ice,
                                                                    WebrtcHandlers handlers,
                                                                    WebrtcConversation conversation = {});
    WebrtcPeer(const WebrtcPeer&) = delete;
    WebrtcPeer& operator=(const WebrtcPeer&) = delete;

    [[nodiscard]] GstElement* element() const noexcept { return webrtc_; }
    /// See WebrtcEnd::silence(): ICE of this version does not notice a peer that vanished. A receiver reports every
    /// second.
    [[nodiscard]] std::chrono::nanoseconds silence() const;
    /// The fingerprint in the peer's description; before set-remote-description.
    void announce(const std::string& fingerprint) {
        fingerprint_.set(std::make_shared<const std::string>(fingerprint));
    }
    /// Emits a signal that takes a promise, and waits for it.
    /// \param refused  the error when webrtcbin does not want to
    Result<StructurePtr> ask(const char* signal, gpointer argument, const Error& refused);
    /// Sets what \p signal ("create-offer", "create-answer") made as the local description.
    /// \param check  may refuse what was made
    Status makeLocal(const char* signal, const char* field, const Error& refused,
                     const std::function<bool(const GstSDPMessage&)>& check);
    /// \return the local description with all candidates in it. \error Unavailable: it took too long
    Result<std::string> describe();

private:
    enum class Trust { Unknown, Right, Wrong };

    WebrtcPeer(WebrtcHandlers handlers, WebrtcConversation conversation)
        : handlers_(std::move(handlers)), conversation_(std::move(conversation)) {}
    Status build(GstBin* pipeline, const IceOptions& ice);
    void prepareIce(const IceOptions& ice);
    void listen(const char* signal, GCallback handler);
    void connectionChanged();
    void opened();
    void gatheringChanged();
    [[nodiscard]] bool trusted();
    void limitStreams();
    void hurryNacks(GstElement* rtpbin);
    void hearReports(GstElement* rtpbin);
    void listenForLife(GstElement* rtpbin);
    void heard() noexcept { heardAt_ = std::chrono::steady_clock::now().time_since_epoch(); }
    [[nodiscard]] bool first(GstPad* pad);
    void receive(GstPad* pad);

    const WebrtcHandlers handlers_;
    const WebrtcConversation conversation_;
    GstElement* webrtc_ = nullptr;  ///< owned by the pipeline
    Published<std::string> fingerprint_;
    std::atomic<Trust> trust_{Trust::Unknown};
    std::atomic<bool> told_{false};                               ///< connected_ was called
    std::atomic<std::chrono::steady_clock::duration> heardAt_{};  ///< zero: not yet
    Event gathered_;
    Synchronized<std::vector<std::string>> candidates_;
    std::atomic<bool> hasVideo_{false};
    std::atomic<bool> hasAudio_{false};
    Synchronized<std::vector<PadProbe>> gates_;
    std::vector<SignalConnection> connections_;
    SignalConnection reports_;
};

}  // namespace tsudoi::pipeline
