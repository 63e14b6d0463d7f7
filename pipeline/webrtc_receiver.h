// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/sender_offer.h"
#include "pipeline/webrtc_peer.h"

#include <memory>
#include <utility>

namespace tsudoi::pipeline {

/// A WebRTC peer that only sends (WHIP): answers its offer and hands its RTP streams on.
///
/// Place in the flow: network -> [WebrtcReceiver] -> decodeRtp.
class WebrtcReceiver final : public WebrtcEnd {
public:
    WebrtcReceiver(std::shared_ptr<SenderOffer> offer, std::unique_ptr<WebrtcPeer> peer)
        : offer_(std::move(offer)), peer_(std::move(peer)) {}

    /// \error InvalidArgument: nothing in the offer that we take; Unavailable: it took too long
    Status negotiate() override;

private:
    Status expectMedia();
    Status answer();

    const std::shared_ptr<SenderOffer> offer_;
    const std::unique_ptr<WebrtcPeer> peer_;
};

}  // namespace tsudoi::pipeline
