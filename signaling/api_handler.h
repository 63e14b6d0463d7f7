// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_role.h"
#include "seminar/access.h"
#include "signaling/http_request.h"
#include "signaling/outcome.h"

#include <optional>
#include <string>

namespace tsudoi::signaling {

/// One call of /api/… other than /api/session.
struct ApiCall {
    std::string name;     ///< what follows /api/ (or /whip/)
    HttpRequest request;  ///< with its body; one to /api/ that changes something is known to come from a page of ours
    std::string address;  ///< whom to count attempts for
    std::optional<seminar::Session> session;
};

/// Answers HTTP calls that are not a live conversation (forms, uploads, downloads).
///
/// Threads: handle() is called on the control thread; the Reply may be called from any thread, later.
class ApiHandler {
public:
    virtual ~ApiHandler() = default;
    virtual void handle(ApiCall call, Reply reply) TSUDOI_CONTROL_THREAD = 0;
};

/// Largest body of an API call, bytes.
inline constexpr std::uint64_t kMaxApiBody = 16 * 1024;

}  // namespace tsudoi::signaling
