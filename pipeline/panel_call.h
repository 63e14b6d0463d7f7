// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/synchronized.h"
#include "pipeline/return_feed.h"
#include "pipeline/session_description.h"
#include "pipeline/webrtc_visit.h"

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

/// A panelist's browser on its way to their input: we offer, it answers, and more of its addresses follow.
///
/// Place in the flow: control thread <-> [PanelCall] <-> PanelistPeer.
/// Threads: thread-safe. Offers exactly once.
class PanelCall final : public WebrtcVisit, public std::enable_shared_from_this<PanelCall> {
public:
    /// Further addresses of one browser; honest ones have about ten.
    static constexpr std::size_t kMaxCandidates = 50;
    static constexpr std::size_t kMaxCandidateLength = 512;

    /// \param offered  called from any thread; must only hand over
    PanelCall(InputId panelist, IceOptions ice, std::shared_ptr<ReturnFeed> feed, DescriptionReply::Taken offered)
        : panelist_(std::move(panelist)), ice_(std::move(ice)), feed_(std::move(feed)), reply_(std::move(offered)) {}

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

    [[nodiscard]] const InputId& panelist() const noexcept { return panelist_; }
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

    const InputId panelist_;
    const IceOptions ice_;
    const std::shared_ptr<ReturnFeed> feed_;
    DescriptionReply reply_;
    Synchronized<Mail> mail_;
};

}  // namespace tsudoi::pipeline
