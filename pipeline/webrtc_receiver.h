// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "pipeline/gst_ptr.h"
#include "pipeline/gst_registration.h"
#include "pipeline/sender_offer.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tsudoi::pipeline {

/// One WebRTC peer that only sends: answers its offer and hands its RTP streams on.
///
/// GStreamer 1.22 does not compare the peer's certificate with the fingerprint in its description; this does, and
/// drops every packet until they match.
///
/// Place in the flow: network -> [WebrtcReceiver] -> decodeRtp.
/// Threads: created, used and destroyed on the thread that owns the pipeline (it may block there, never in a callback
/// of webrtcbin); the handlers are called on streaming threads. The pipeline is stopped before this is destroyed.
class WebrtcReceiver {
public:
    struct Handlers {
        std::function<bool(GstPad*)> stream;      ///< an RTP stream came; false: nobody wants it
        std::function<void(const Text&)> broken;  ///< nothing more will come, and why
    };

    /// \param pipeline  gets the element; takes over its clock
    /// \error Unavailable: GStreamer lacks an element
    [[nodiscard]] static Result<std::unique_ptr<WebrtcReceiver>> create(GstBin* pipeline,
                                                                        std::shared_ptr<SenderOffer> offer,
                                                                        Handlers handlers);
    WebrtcReceiver(const WebrtcReceiver&) = delete;
    WebrtcReceiver& operator=(const WebrtcReceiver&) = delete;
    ~WebrtcReceiver();

    /// Answers the offer, all candidates included. The pipeline must be playing. Blocks for at most a few seconds.
    /// \error InvalidArgument: nothing in the offer that we take; Unavailable: it took too long
    Status negotiate();

private:
    enum class Trust { Unknown, Right, Wrong };

    WebrtcReceiver(std::shared_ptr<SenderOffer> offer, Handlers handlers)
        : offer_(std::move(offer)), handlers_(std::move(handlers)) {}
    Status build(GstBin* pipeline);
    void prepareIce();
    Status expectMedia();
    Result<StructurePtr> ask(const char* signal, gpointer argument);
    Result<std::string> describe();
    void connectionChanged();
    void gatheringChanged();
    [[nodiscard]] bool trusted();
    void hurryNacks();
    [[nodiscard]] bool first(GstPad* pad);
    void receive(GstPad* pad);

    const std::shared_ptr<SenderOffer> offer_;
    const Handlers handlers_;
    GstElement* webrtc_ = nullptr;  ///< owned by the pipeline
    std::atomic<Trust> trust_{Trust::Unknown};
    Event gathered_;
    Synchronized<std::vector<std::string>> candidates_;
    std::atomic<bool> hasVideo_{false};
    std::atomic<bool> hasAudio_{false};
    Synchronized<std::vector<PadProbe>> gates_;
    std::vector<SignalConnection> connections_;
};

}  // namespace tsudoi::pipeline
