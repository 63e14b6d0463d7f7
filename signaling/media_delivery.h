// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/access.h"
#include "seminar/ports.h"
#include "signaling/outcome.h"
#include "signaling/route.h"

#include <optional>

namespace tsudoi::signaling {

/// Answers /media/…: the access check and the shelf, both in memory, on the network thread that asks.
///
/// Place in the flow: HttpService -> [MediaDelivery] -> AccessCheck, MediaShelf. Threads: thread-safe.
class MediaDelivery {
public:
    MediaDelivery(const seminar::AccessCheck& access, const seminar::MediaShelf& shelf)
        : access_(access), shelf_(shelf) {}

    /// \return an HttpResponse or Parked
    [[nodiscard]] Outcome answer(HttpRequest request, const Route& route, const seminar::KeyHash& session,
                                 SteadyClock::time_point now) const;
    /// After a part was published. Access is checked anew: it may have been taken away meanwhile.
    /// \return nullopt: keep waiting
    [[nodiscard]] std::optional<HttpResponse> retry(const Parked& parked) const;
    /// When it waited too long.
    [[nodiscard]] static HttpResponse tooLate();

private:
    const seminar::AccessCheck& access_;
    const seminar::MediaShelf& shelf_;
};

}  // namespace tsudoi::signaling
