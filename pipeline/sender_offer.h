// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "pipeline/session_description.h"

#include <atomic>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace tsudoi::pipeline {

/// How WebRTC peers reach this machine.
struct IceOptions {
    std::vector<std::string> localAddresses;  ///< IP addresses to listen on; empty: every interface but loopback
    std::string stun;                         ///< "stun://host:port"; empty: none
};

/// A WebRTC sender's description on its way to an input, and the way back for the answer.
///
/// Threads: thread-safe. Answers exactly once: an offer that is dropped unanswered answers that it was.
class SenderOffer {
public:
    using Answered = std::function<void(Result<std::string>)>;

    /// \param answered  called from any thread; must only hand over
    SenderOffer(SessionDescription description, IceOptions ice, Answered answered)
        : description_(std::move(description)), ice_(std::move(ice)), answered_(std::move(answered)) {}
    ~SenderOffer() {
        answer(fail(ErrorCode::Unavailable, Text{"入力が終了したため接続できません。もう一度お試しください。",
                                                 "The input ended meanwhile; try again."}));
    }
    SenderOffer(const SenderOffer&) = delete;
    SenderOffer& operator=(const SenderOffer&) = delete;

    [[nodiscard]] const SessionDescription& description() const noexcept { return description_; }
    [[nodiscard]] const IceOptions& ice() const noexcept { return ice_; }
    void answer(Result<std::string> description) {
        if (!done_.exchange(true)) {
            answered_(std::move(description));
        }
    }

private:
    const SessionDescription description_;
    const IceOptions ice_;
    const Answered answered_;
    std::atomic<bool> done_{false};
};

}  // namespace tsudoi::pipeline
