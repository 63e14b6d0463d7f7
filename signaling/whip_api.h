// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/thread_role.h"
#include "seminar/ports.h"
#include "seminar/studio.h"
#include "signaling/api_handler.h"
#include "signaling/outcome.h"
#include "signaling/rate_limit.h"

#include <map>
#include <string>

namespace tsudoi::signaling {

/// The door for senders (OBS, hardware encoders, browsers) that bring a `whip` input over WebRTC.
///
/// POST /whip/{input} with the input's key as bearer token and an SDP offer: 201 with the answer; the address of the
/// session is in Location. A new sender replaces the one that is there. DELETE there: the sender goes. No PATCH (405):
/// offers bring their candidates along, or reach us without.
///
/// Place in the flow: HttpService -> [WhipApi] -> Programme::takeSender.
/// Threads: thread-bound (control thread).
/// Source: RFC 9725.
class WhipApi final : public ApiHandler {
public:
    WhipApi(const seminar::Studio& studio, seminar::Programme& programme) : studio_(studio), programme_(programme) {}

    /// \param call  name: what follows /whip/, "{input}" or "{input}/{session}"
    void handle(ApiCall call, Reply reply) override TSUDOI_CONTROL_THREAD;

    /// Wrong keys from one address.
    static constexpr RateRule kPerAddress{10, std::chrono::seconds(6)};

private:
    void take(const InputId& input, const HttpRequest& request, const Reply& reply) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] HttpResponse drop(const InputId& input, std::string_view session) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool hasKey(const InputId& input, const HttpRequest& request) const TSUDOI_CONTROL_THREAD;

    const seminar::Studio& studio_;
    seminar::Programme& programme_;
    std::map<InputId, std::string> sessions_;  ///< of the sender that came last
    RateLimit guesses_{kPerAddress};
    Lifetime lifetime_;
};

}  // namespace tsudoi::signaling
