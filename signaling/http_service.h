// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "signaling/api_handler.h"
#include "signaling/media_delivery.h"
#include "signaling/outcome.h"
#include "signaling/session_api.h"
#include "signaling/static_pages.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace tsudoi::signaling {

/// What the service is made of. References outlive it.
struct HttpServiceParts {
    const seminar::AccessCheck& access;
    const seminar::MediaShelf& shelf;
    const seminar::Crypto& crypto;
    SessionGate& gate;
    Executor& control;
    std::function<std::string()> metrics;  ///< empty: no /metrics
    ApiHandler* api = nullptr;             ///< nullptr: only /api/session
    ApiHandler* whip = nullptr;            ///< nullptr: no senders
    std::shared_ptr<const StaticPages> pages;
    std::string publicUrl;
    std::string metricsToken;
};

/// Decides what every request gets. Knows no socket and no thread but the control thread it posts to.
///
/// Place in the flow: HttpConnection -> [HttpService] -> MediaDelivery, SessionApi, StaticPages.
/// Threads: thread-safe; destroyed on the control thread.
class HttpService {
public:
    explicit HttpService(HttpServiceParts parts);

    /// \return the largest body this request may have; larger ones are refused unread
    [[nodiscard]] std::uint64_t bodyLimit(const HttpRequest& request) const;
    /// \param later  makes the Reply, when the answer takes time
    [[nodiscard]] Outcome answer(HttpRequest request, const RemoteEnd& peer, const std::function<Reply()>& later,
                                 SteadyClock::time_point now) const;
    [[nodiscard]] const MediaDelivery& media() const noexcept { return media_; }

    /// /healthz answers 503 when the control thread has not come to a question for so long.
    static constexpr std::chrono::seconds kStuckAfter{5};

private:
    [[nodiscard]] HttpResponse health(const HttpRequest& request, SteadyClock::time_point now) const;
    [[nodiscard]] HttpResponse page(const HttpRequest& request, const Route& route) const;
    [[nodiscard]] HttpResponse metrics(const HttpRequest& request, const RemoteEnd& peer) const;
    [[nodiscard]] Outcome control(const HttpRequest& request, const RemoteEnd& peer) const;
    [[nodiscard]] Outcome api(HttpRequest request, const RemoteEnd& peer, const Route& route,
                              const std::function<Reply()>& later) const;
    [[nodiscard]] Outcome pass(ApiHandler* handler, ApiCall call, const std::function<Reply()>& later) const;

    HttpServiceParts parts_;
    MediaDelivery media_;
    SessionApi sessions_;
    mutable std::atomic<SteadyClock::rep> askedControl_{0};  ///< when; 0: no question waits
    Lifetime lifetime_;
};

}  // namespace tsudoi::signaling
