// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "pipeline/return_feed.h"
#include "pipeline/session_description.h"
#include "pipeline/webrtc_visit.h"
#include "seminar/ports.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tsudoi::pipeline {

/// An ICE candidate of a browser that passed our checks.
struct IceCandidate {
    unsigned mline = 0;
    std::string text;  ///< "candidate:..."
};

/// A browser on its way to us (a panelist, the screen that they share, a screen in the room): we offer, it answers, and
/// more of its addresses follow.
///
/// Place in the flow: control thread <-> [PeerCall] <-> ConversationEnd.
/// Threads: thread-safe. Offers exactly once.
class PeerCall final : public WebrtcVisit, public std::enable_shared_from_this<PeerCall> {
public:
    /// Further addresses of one browser; honest ones have about ten.
    static constexpr std::size_t kMaxCandidates = 50;
    static constexpr std::size_t kMaxCandidateLength = 512;

    /// \param offered  called from any thread; must only hand over
    PeerCall(seminar::PeerId peer, IceOptions ice, std::shared_ptr<ReturnFeed> feed, DescriptionReply::Taken offered)
        : peer_(std::move(peer)), ice_(std::move(ice)), feed_(std::move(feed)), reply_(std::move(offered)) {}

    /// Why there is no call of a peer. \return NotFound, WrongState
    [[nodiscard]] static Error noSuchPanelist();
    [[nodiscard]] static Error nothingOffered();

    // -- from the control thread
    /// \error InvalidArgument: not a description that we take; WrongState: it has answered before
    Status answer(const std::string& description);
    /// One that nobody can use (a name that only the browser's network knows) is left out.
    /// \error InvalidArgument: not a candidate; TooMany
    Status candidate(unsigned mline, const std::string& text);

    // -- from the connection's own thread
    void offer(Result<std::string> description) { reply_.give(std::move(description)); }
    /// \param called  from any thread, when take...() has something
    void onCall(std::function<void()> called);
    [[nodiscard]] std::optional<SessionDescription> takeAnswer();
    /// \return nothing before the answer was taken
    [[nodiscard]] std::vector<IceCandidate> takeCandidates();

    [[nodiscard]] const seminar::PeerId& peer() const noexcept { return peer_; }
    [[nodiscard]] const std::shared_ptr<ReturnFeed>& feed() const noexcept { return feed_; }

    // -- WebrtcVisit
    [[nodiscard]] Result<std::unique_ptr<WebrtcEnd>> open(GstBin* pipeline, WebrtcHandlers handlers) override;
    void refuse(const Error& why) override { offer(fail(why)); }

private:
    struct Mail {
        std::optional<SessionDescription> answer;
        bool answered = false;
        bool answerTaken = false;
        std::size_t candidatesSeen = 0;
        std::vector<IceCandidate> candidates;
        std::function<void()> called;
    };
    void call();

    const seminar::PeerId peer_;
    const IceOptions ice_;
    const std::shared_ptr<ReturnFeed> feed_;
    DescriptionReply reply_;
    Synchronized<Mail> mail_;
};

}  // namespace tsudoi::pipeline
