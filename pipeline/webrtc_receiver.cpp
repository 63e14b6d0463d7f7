// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/webrtc_receiver.h"

#include "pipeline/rtp_decode.h"

#include <cstdlib>
#include <utility>

namespace tsudoi::pipeline {

namespace {

Error refusedOffer() {
    return {ErrorCode::InvalidArgument,
            {"送信側の接続情報に対応する形式がありません。映像は H.264 か VP8、音声は Opus にしてください。",
             "Nothing in the sender's offer can be taken; send H.264 or VP8 and Opus."}};
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

}  // namespace

Result<std::unique_ptr<WebrtcEnd>> SenderOffer::open(GstBin* pipeline, WebrtcHandlers handlers) {
    auto peer = WebrtcPeer::create(pipeline, ice_, std::move(handlers));
    if (!peer) {
        return fail(peer.error());
    }
    return std::make_unique<WebrtcReceiver>(shared_from_this(), std::move(*peer));
}

/// One receiving transceiver for each m-line, in the order of the offer, so that the answer takes our codings.
Status WebrtcReceiver::expectMedia() {
    for (const MediaSection& section : offer_->description().media) {
        const CapsPtr caps =
            capsFromText(section.kind == MediaSection::Kind::Video ? kWebrtcVideoCaps : kWebrtcAudioCaps);
        GstWebRTCRTPTransceiver* made = nullptr;
        g_signal_emit_by_name(peer_->element(), "add-transceiver", GST_WEBRTC_RTP_TRANSCEIVER_DIRECTION_RECVONLY,
                              caps.get(), &made);
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

Status WebrtcReceiver::answer() {
    const SessionDescription& description = offer_->description();
    const DescriptionPtr offer = parseDescription(GST_WEBRTC_SDP_TYPE_OFFER, description.text);
    if (!offer) {
        return fail(refusedOffer());
    }
    if (auto expected = expectMedia(); !expected) {
        return expected;
    }
    peer_->announce(description.fingerprint);
    if (auto set = peer_->ask("set-remote-description", offer.get(), refusedOffer()); !set) {
        return fail(set.error());
    }
    return peer_->makeLocal("create-answer", "answer", refusedOffer(), takesAll);
}

/// The answer has every candidate in it: WHIP senders cannot be told of more.
Status WebrtcReceiver::negotiate() {
    if (auto answered = answer(); !answered) {
        offer_->answer(fail(answered.error()));
        return answered;
    }
    auto text = peer_->describe();
    if (!text) {
        offer_->answer(fail(text.error()));
        return fail(text.error());
    }
    offer_->answer(std::move(*text));
    return {};
}

}  // namespace tsudoi::pipeline
