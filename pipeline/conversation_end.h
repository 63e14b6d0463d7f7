// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/peer_call.h"
#include "pipeline/webrtc_peer.h"

#include <memory>

namespace tsudoi::pipeline {

/// Our end of a conversation with a browser. A panelist sends camera and microphone, and gets the programme's picture
/// and the sound of the others; what they share of their screen comes over a connection of its own and gets nothing
/// back; a screen in the room gets the programme and the sound of the panelists; an operator's headset is sound both
/// ways.
///
/// We offer every m-line once and never again: a panelist's are sound both ways, their camera, the programme; those of
/// what they share are its sound and its picture; a screen's are sound and programme; a headset's is sound both ways.
/// Nothing is sent before the peer's certificate is the announced one.
///
/// Place in the flow: network -> [ConversationEnd] -> decodeRtp; ReturnFeed -> [ConversationEnd] -> network.
class ConversationEnd final : public WebrtcEnd {
public:
    [[nodiscard]] static constexpr unsigned mediaLines(seminar::PeerId::Kind kind) noexcept {
        switch (kind) {
            case seminar::PeerId::Kind::Panelist: return 3;
            case seminar::PeerId::Kind::Operator: return 1;
            case seminar::PeerId::Kind::Share:
            case seminar::PeerId::Kind::Screen: break;
        }
        return 2;
    }

    /// Whether an answer fits what we offer. \error InvalidArgument
    [[nodiscard]] static Status checkAnswer(const SessionDescription& answer, seminar::PeerId::Kind kind);

    [[nodiscard]] static Result<std::unique_ptr<WebrtcEnd>> create(GstBin* pipeline, std::shared_ptr<PeerCall> call,
                                                                   const IceOptions& ice, WebrtcHandlers handlers);
    ConversationEnd(const ConversationEnd&) = delete;
    ConversationEnd& operator=(const ConversationEnd&) = delete;
    ~ConversationEnd() override;

    Status negotiate() override;
    Status heed() override;
    [[nodiscard]] std::chrono::nanoseconds silence() const override { return peer_->silence(); }
    void hangUp() noexcept override;

private:
    class Return;

    explicit ConversationEnd(std::shared_ptr<PeerCall> call);
    Status build(GstBin* pipeline, const IceOptions& ice, WebrtcHandlers handlers);
    Status addShare();
    Status addReturn(GstBin* pipeline);
    /// \return the source of the return picture
    Result<GstElement*> addReturnPicture(GstBin* pipeline);
    void heedKeyframeRequests(GstElement* picture);
    void connected();
    void reported(const WayReport& report);

    const std::shared_ptr<PeerCall> call_;
    std::unique_ptr<WebrtcPeer> peer_;
    std::shared_ptr<Return> return_;
    PadProbe keyframes_;
    Synchronized<RungChoice> rungs_;
    Synchronized<bool> over_{false};  ///< guards joining the feed
};

}  // namespace tsudoi::pipeline
