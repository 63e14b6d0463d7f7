// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/panel_call.h"
#include "pipeline/webrtc_peer.h"

#include <memory>

namespace tsudoi::pipeline {

/// A panelist's browser: it sends camera and microphone, and gets the programme's picture and the sound of the others.
///
/// We offer every m-line once and never again: sound both ways, their camera, the programme. Nothing is sent before
/// their certificate is the announced one.
///
/// Place in the flow: network -> [PanelistPeer] -> decodeRtp; ReturnFeed -> [PanelistPeer] -> network.
class PanelistPeer final : public WebrtcEnd {
public:
    static constexpr unsigned kMediaLines = 3;

    /// Whether an answer fits what we offer. \error InvalidArgument
    [[nodiscard]] static Status checkAnswer(const SessionDescription& answer);

    [[nodiscard]] static Result<std::unique_ptr<WebrtcEnd>> create(GstBin* pipeline, std::shared_ptr<PanelCall> call,
                                                                   const IceOptions& ice, WebrtcHandlers handlers);
    PanelistPeer(const PanelistPeer&) = delete;
    PanelistPeer& operator=(const PanelistPeer&) = delete;
    ~PanelistPeer() override;

    Status negotiate() override;
    Status heed() override;
    void hangUp() noexcept override;

private:
    class Return;

    explicit PanelistPeer(std::shared_ptr<PanelCall> call);
    Status build(GstBin* pipeline, const IceOptions& ice, WebrtcHandlers handlers);
    Status addReturn(GstBin* pipeline);
    void connected();

    const std::shared_ptr<PanelCall> call_;
    std::unique_ptr<WebrtcPeer> peer_;
    std::shared_ptr<Return> return_;
    PadProbe keyframes_;
    Synchronized<bool> over_{false};  ///< guards joining the feed
};

}  // namespace tsudoi::pipeline
