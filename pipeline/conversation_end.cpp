// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/conversation_end.h"

#include "base/log.h"
#include "pipeline/encoder_elements.h"
#include "pipeline/programme_time.h"

#include <fmt/format.h>
#include <gst/app/gstappsrc.h>
#include <gst/video/video-event.h>

#include <chrono>
#include <string_view>
#include <utility>
#include <vector>

namespace tsudoi::pipeline {

using seminar::PeerId;

namespace {

/// Header extensions and feedback are the same on every m-line, or browsers do not measure the way as a whole:
/// without transport-wide congestion control they never send 720p.
constexpr const char* kExtensions =
    "rtcp-fb-transport-cc=(boolean)true, "
    "extmap-3=(string)\"http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01\", "
    "extmap-4=(string)\"urn:ietf:params:rtp-hdrext:sdes:mid\"";
constexpr const char* kSound =
    "application/x-rtp, media=(string)audio, clock-rate=(int)48000, encoding-name=(string)OPUS, payload=(int)111, "
    "encoding-params=(string)2, minptime=(string)10, useinbandfec=(string)1, ";
constexpr const char* kPicture =
    "application/x-rtp, media=(string)video, clock-rate=(int)90000, encoding-name=(string)H264, payload=(int)102, "
    "packetization-mode=(string)1, level-asymmetry-allowed=(string)1, "
    "rtcp-fb-nack=(boolean)true, rtcp-fb-nack-pli=(boolean)true, rtcp-fb-ccm-fir=(boolean)true, ";
/// H.264 constrained baseline: level 3.1 is 720p, level 4 is 1080p.
constexpr const char* kCameraLevel = "profile-level-id=(string)42e01f, ";
constexpr const char* kShareLevel = "profile-level-id=(string)42e028, ";
constexpr const char* kSoundBits = "64000";
/// Opus repeats the last frame in the next one as if so many of a hundred packets were lost.
constexpr const char* kExpectedLoss = "10";
/// Two names: of streams with one name the browser holds the picture back until its sound is there, which costs a
/// conversation 50 ms and more. The sound is as early as it can be (AudioMixer::kMinusLag).
constexpr const char* kSoundStream = "sound";
constexpr const char* kPictureStream = "picture";
constexpr guint kSoundSsrc = 0x7375'6f74;
constexpr guint kPictureSsrc = 0x6575'6769;
/// Browsers begin with a third of a megabit and take seconds to 720p unless they are told.
constexpr std::string_view kStartBitrate = ";x-google-start-bitrate=2500";

/// What waits in front of a return stream before the oldest is dropped.
constexpr const char* kMostWaiting = "30";

CapsPtr soundCaps() {
    return capsFromText(fmt::format("{}{}", kSound, kExtensions).c_str());
}

CapsPtr pictureLineCaps(const char* level) {
    return capsFromText(fmt::format("{}{}{}", kPicture, level, kExtensions).c_str());
}

Error refusedAnswer() {
    return {ErrorCode::InvalidArgument,
            {"ブラウザからの応答に対応する形式がありません。ページを再読み込みしてください。",
             "The browser's answer cannot be taken; reload the page."}};
}

/// Chromium's own hint; others ignore it. Only in the copy for the browser.
std::string withStartBitrate(std::string text) {
    const std::string line = "a=fmtp:102 ";
    for (auto at = text.find(line); at != std::string::npos; at = text.find(line, at + 1)) {
        text.insert(text.find("\r\n", at), kStartBitrate);
    }
    return text;
}

/// An appsrc that never makes anybody wait.
Result<GstElement*> addSource(GstBin* bin, const CapsPtr& caps) {
    auto source = addElement(bin, "appsrc");
    if (source) {
        g_object_set(*source, "caps", caps.get(), "format", GST_FORMAT_TIME, "is-live", TRUE, "block", FALSE, nullptr);
        setProperty(*source, "max-buffers", kMostWaiting);
        setProperty(*source, "leaky-type", "downstream");
    }
    return source;
}

void pushTimed(GstElement* source, BufferPtr buffer, MediaTime at) {
    GST_BUFFER_PTS(buffer.get()) = static_cast<GstClockTime>(at.count());
    GST_BUFFER_DTS(buffer.get()) = GST_CLOCK_TIME_NONE;
    gst_app_src_push_buffer(GST_APP_SRC(source), buffer.release());
}

}  // namespace

/// The return streams: sound, and for all but headsets a picture.
class ConversationEnd::Return final : public ReturnListener {
public:
    /// \param picture  nullptr: none
    Return(GstElement* picture, GstElement* sound)
        : picture_(picture ? sharedObject(picture) : nullptr), sound_(sharedObject(sound)) {}

    void picture(GstSample* sample, MediaTime at) noexcept override {
        pushTimed(picture_.get(), BufferPtr(gst_buffer_copy(gst_sample_get_buffer(sample))), at);
    }
    void sound(std::span<const float> frames, MediaTime at) noexcept override {
        BufferPtr buffer(gst_buffer_new_allocate(nullptr, frames.size_bytes(), nullptr));
        gst_buffer_fill(buffer.get(), 0, frames.data(), frames.size_bytes());
        GST_BUFFER_DURATION(buffer.get()) = static_cast<GstClockTime>(kBlockDuration.count());
        pushTimed(sound_.get(), std::move(buffer), at);
    }

private:
    const ElementPtr picture_;
    const ElementPtr sound_;
};

Result<std::unique_ptr<WebrtcEnd>> PeerCall::open(GstBin* pipeline, WebrtcHandlers handlers) {
    return ConversationEnd::create(pipeline, shared_from_this(), ice_, std::move(handlers));
}

ConversationEnd::ConversationEnd(std::shared_ptr<PeerCall> call) : call_(std::move(call)) {}

ConversationEnd::~ConversationEnd() {
    hangUp();
}

Status ConversationEnd::checkAnswer(const SessionDescription& answer, PeerId::Kind kind) {
    using Kind = MediaSection::Kind;
    const std::vector<MediaSection>& media = answer.media;
    bool fits = media.size() == mediaLines(kind) && media[0].kind == Kind::Audio && !media[0].rejected;
    for (std::size_t i = 1; i < media.size(); ++i) {
        fits = fits && media[i].kind == Kind::Video;
    }
    return fits ? Status() : Status(fail(refusedAnswer()));
}

Result<std::unique_ptr<WebrtcEnd>> ConversationEnd::create(GstBin* pipeline, std::shared_ptr<PeerCall> call,
                                                           const IceOptions& ice, WebrtcHandlers handlers) {
    std::unique_ptr<ConversationEnd> made(new ConversationEnd(std::move(call)));
    if (auto built = made->build(pipeline, ice, std::move(handlers)); !built) {
        return fail(built.error());
    }
    return std::unique_ptr<WebrtcEnd>(std::move(made));
}

Status ConversationEnd::build(GstBin* pipeline, const IceOptions& ice, WebrtcHandlers handlers) {
    call_->onCall(handlers.called);
    auto peer = WebrtcPeer::create(pipeline, ice, std::move(handlers),
                                   {.connected = [this] { connected(); },
                                    .reported =
                                        [this](const WayReport& report) {
                                            reported(report);
                                        }});
    if (!peer) {
        return fail(peer.error());
    }
    peer_ = std::move(*peer);
    return call_->peer().kind == PeerId::Kind::Share ? addShare() : addReturn(pipeline);
}

namespace {

/// A line that we send on: asks for the pad first and then edits its transceiver (add-transceiver followed by a request
/// would make two lines).
Result<PadPtr> requestLine(GstElement* webrtc, const CapsPtr& caps, GstWebRTCRTPTransceiverDirection direction,
                           const char* stream) {
    GstPadTemplate* pattern = gst_element_class_get_pad_template(GST_ELEMENT_GET_CLASS(webrtc), "sink_%u");
    PadPtr pad(gst_element_request_pad(webrtc, pattern, nullptr, caps.get()));
    if (!pad) {
        return fail(ErrorCode::Unavailable, "webrtcbin takes no stream");
    }
    GstWebRTCRTPTransceiver* raw = nullptr;
    g_object_get(pad.get(), "transceiver", &raw, nullptr);
    const ObjectPtr<GstWebRTCRTPTransceiver> transceiver(raw);
    g_object_set(transceiver.get(), "direction", direction, "codec-preferences", caps.get(), nullptr);
    g_object_set(pad.get(), "msid", stream, nullptr);
    return pad;
}

void repairLosses(GstPad* line) {
    GstWebRTCRTPTransceiver* raw = nullptr;
    g_object_get(line, "transceiver", &raw, nullptr);
    const ObjectPtr<GstWebRTCRTPTransceiver> transceiver(raw);
    g_object_set(transceiver.get(), "do-nack", TRUE, nullptr);
}

enum class Repair { No, Yes };

/// A line on which only the browser sends.
Status addReceivedLine(GstElement* webrtc, const CapsPtr& caps, Repair repair) {
    GstWebRTCRTPTransceiver* made = nullptr;
    g_signal_emit_by_name(webrtc, "add-transceiver", GST_WEBRTC_RTP_TRANSCEIVER_DIRECTION_RECVONLY, caps.get(), &made);
    const ObjectPtr<GstWebRTCRTPTransceiver> transceiver(made);
    if (!transceiver) {
        return fail(ErrorCode::Unavailable, "webrtcbin takes no transceiver");
    }
    g_object_set(transceiver.get(), "do-nack", static_cast<gboolean>(repair == Repair::Yes), nullptr);
    return {};
}

/// What follows a source on its way to a line. The stream's number stands in the caps, so that the offer has it before
/// the first packet.
struct LineChain {
    std::vector<GstElement*> elements;
    PadPtr line;
};

Status linkToLine(const LineChain& chain) {
    for (std::size_t i = 1; i < chain.elements.size(); ++i) {
        if (auto linked = linkChain({chain.elements[i - 1], chain.elements[i]}); !linked) {
            return linked;
        }
    }
    const PadPtr out(gst_element_get_static_pad(chain.elements.back(), "src"));
    if (GST_PAD_LINK_FAILED(gst_pad_link(out.get(), chain.line.get()))) {
        return fail(ErrorCode::Internal, "cannot link a stream to webrtcbin");
    }
    return {};
}

Result<GstElement*> addRtpCaps(GstBin* bin, const char* media, const char* encoding, int payload, guint ssrc) {
    auto filter = addElement(bin, "capsfilter");
    if (filter) {
        const CapsPtr caps = capsFromText(fmt::format("application/x-rtp, media=(string){}, encoding-name=(string){}, "
                                                      "payload=(int){}, ssrc=(uint){}",
                                                      media, encoding, payload, ssrc)
                                              .c_str());
        g_object_set(*filter, "caps", caps.get(), nullptr);
    }
    return filter;
}

/// \return the source of the line
Result<GstElement*> addSoundLine(GstBin* bin, PadPtr line) {
    const auto source = addSource(bin, rawAudioCaps());
    const auto convert = addElement(bin, "audioconvert");
    const auto encoder = addElement(bin, "opusenc");
    const auto pay = addElement(bin, "rtpopuspay");
    const auto caps = addRtpCaps(bin, "audio", "OPUS", 111, kSoundSsrc);
    for (const auto* made : {&source, &convert, &encoder, &pay, &caps}) {
        if (!*made) {
            return fail(made->error());
        }
    }
    setProperty(*encoder, "bitrate", kSoundBits);
    setProperty(*encoder, "inband-fec", "true");
    setProperty(*encoder, "packet-loss-percentage", kExpectedLoss);
    setProperty(*pay, "pt", "111");
    if (auto linked = linkToLine({{*source, *convert, *encoder, *pay, *caps}, std::move(line)}); !linked) {
        return fail(linked.error());
    }
    return *source;
}

/// \return the source of the line
Result<GstElement*> addPictureLine(GstBin* bin, PadPtr line, const CapsPtr& encoded) {
    const auto source = addSource(bin, encoded);
    const auto pay = addElement(bin, "rtph264pay");
    const auto caps = addRtpCaps(bin, "video", "H264", 102, kPictureSsrc);
    for (const auto* made : {&source, &pay, &caps}) {
        if (!*made) {
            return fail(made->error());
        }
    }
    setProperty(*pay, "pt", "102");
    setProperty(*pay, "config-interval", "-1");
    setProperty(*pay, "aggregate-mode", "zero-latency");
    if (auto linked = linkToLine({{*source, *pay, *caps}, std::move(line)}); !linked) {
        return fail(linked.error());
    }
    return *source;
}

}  // namespace

Status ConversationEnd::addShare() {
    if (auto sound = addReceivedLine(peer_->element(), soundCaps(), Repair::No); !sound) {
        return sound;
    }
    return addReceivedLine(peer_->element(), pictureLineCaps(kShareLevel), Repair::Yes);
}

/// The order of these calls is the order of the m-lines.
Status ConversationEnd::addReturn(GstBin* pipeline) {
    const bool screen = call_->peer().kind == PeerId::Kind::Screen;
    auto line = requestLine(
        peer_->element(), soundCaps(),
        screen ? GST_WEBRTC_RTP_TRANSCEIVER_DIRECTION_SENDONLY : GST_WEBRTC_RTP_TRANSCEIVER_DIRECTION_SENDRECV,
        kSoundStream);
    if (!line) {
        return fail(line.error());
    }
    const bool pictured = call_->peer().kind != PeerId::Kind::Operator;
    const auto picture = pictured ? addReturnPicture(pipeline) : Result<GstElement*>(nullptr);
    if (!picture) {
        return fail(picture.error());
    }
    const auto sound = addSoundLine(pipeline, std::move(*line));
    if (!sound) {
        return fail(sound.error());
    }
    return_ = std::make_shared<Return>(*picture, *sound);
    return {};
}

Result<GstElement*> ConversationEnd::addReturnPicture(GstBin* pipeline) {
    GstElement* webrtc = peer_->element();
    const CapsPtr caps = pictureLineCaps(kCameraLevel);
    const bool camera = call_->peer().kind == PeerId::Kind::Panelist;
    if (auto added = camera ? addReceivedLine(webrtc, caps, Repair::Yes) : Status(); !added) {
        return fail(added.error());
    }
    auto line = requestLine(webrtc, caps, GST_WEBRTC_RTP_TRANSCEIVER_DIRECTION_SENDONLY, kPictureStream);
    if (!line) {
        return fail(line.error());
    }
    repairLosses(line->get());
    auto picture = addPictureLine(pipeline, std::move(*line), ReturnVideoFormat::caps());
    if (picture) {
        heedKeyframeRequests(*picture);
    }
    return picture;
}

void ConversationEnd::heedKeyframeRequests(GstElement* picture) {
    const PadPtr out(gst_element_get_static_pad(picture, "src"));
    keyframes_ = PadProbe(out.get(), GST_PAD_PROBE_TYPE_EVENT_UPSTREAM,
                          [feed = call_->feed(), who = call_->peer()](GstPad*, GstPadProbeInfo* info) {
                              if (!gst_video_event_is_force_key_unit(gst_pad_probe_info_get_event(info))) {
                                  return GST_PAD_PROBE_OK;
                              }
                              feed->requestKeyframe(who);
                              return GST_PAD_PROBE_DROP;
                          });
}

Status ConversationEnd::negotiate() {
    auto offered =
        peer_->makeLocal("create-offer", "offer", webrtcTooSlow(), [](const GstSDPMessage&) { return true; });
    auto text = offered ? peer_->describe() : Result<std::string>(fail(offered.error()));
    if (!text) {
        call_->offer(fail(text.error()));
        return fail(text.error());
    }
    call_->offer(withStartBitrate(std::move(*text)));
    return {};
}

Status ConversationEnd::heed() {
    if (const auto answer = call_->takeAnswer()) {
        const DescriptionPtr description = parseDescription(GST_WEBRTC_SDP_TYPE_ANSWER, answer->text);
        if (!description) {
            return fail(refusedAnswer());
        }
        peer_->announce(answer->fingerprint);
        if (auto set = peer_->ask("set-remote-description", description.get(), refusedAnswer()); !set) {
            return fail(set.error());
        }
    }
    for (const IceCandidate& candidate : call_->takeCandidates()) {
        g_signal_emit_by_name(peer_->element(), "add-ice-candidate", candidate.mline, candidate.text.c_str());
    }
    return {};
}

void ConversationEnd::connected() {
    over_.with([this](const bool& over) {
        if (!over && return_) {
            call_->feed()->join(call_->peer(), return_);
        }
    });
}

void ConversationEnd::reported(const WayReport& report) {
    if (!return_ || call_->peer().kind == PeerId::Kind::Operator) {
        return;
    }
    const auto [before, now] = rungs_.with([&](RungChoice& choice) {
        const ReturnRung old = choice.rung();
        return std::pair(old, choice.hear(report, std::chrono::steady_clock::now()));
    });
    if (now != before) {
        log::info("the line of {} carries {}", call_->peer().id,
                  now == ReturnRung::Low ? "little: it gets the small picture" : "the full picture again");
        call_->feed()->setRung(call_->peer(), return_.get(), now);
    }
}

void ConversationEnd::hangUp() noexcept {
    over_.with([this](bool& over) {
        over = true;
        if (return_) {
            call_->feed()->leave(call_->peer(), return_.get());
        }
    });
    call_->onCall(nullptr);
}

}  // namespace tsudoi::pipeline
