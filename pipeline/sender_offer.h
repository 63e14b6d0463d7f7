// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/session_description.h"
#include "pipeline/webrtc_visit.h"

#include <memory>
#include <string>
#include <utility>

namespace tsudoi::pipeline {

/// A WebRTC sender's description on its way to a `whip` input, and the way back for the answer.
///
/// Threads: thread-safe. Answers exactly once.
class SenderOffer final : public WebrtcVisit, public std::enable_shared_from_this<SenderOffer> {
public:
    /// \param answered  called from any thread; must only hand over
    SenderOffer(SessionDescription description, IceOptions ice, DescriptionReply::Taken answered)
        : description_(std::move(description)), ice_(std::move(ice)), reply_(std::move(answered)) {}

    [[nodiscard]] const SessionDescription& description() const noexcept { return description_; }
    [[nodiscard]] const IceOptions& ice() const noexcept { return ice_; }
    void answer(Result<std::string> description) { reply_.give(std::move(description)); }

    // -- WebrtcVisit
    [[nodiscard]] Result<std::unique_ptr<WebrtcEnd>> open(GstBin* pipeline, WebrtcHandlers handlers) override;
    void refuse(const Error& why) override { answer(fail(why)); }

private:
    const SessionDescription description_;
    const IceOptions ice_;
    DescriptionReply reply_;
};

}  // namespace tsudoi::pipeline
