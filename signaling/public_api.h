// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_role.h"
#include "seminar/access_table.h"
#include "seminar/office.h"
#include "signaling/api_handler.h"

namespace tsudoi::signaling {

/// What anybody may know before signing in.
///
/// GET /api/seminars/{id}: title, speakers, times, contact, state and policy of a published seminar, so that the watch
/// page can greet people without using up their link. Drafts and unknown ids: 404.
/// POST /api/seminars/{id}/link {"key": "..."}: 204 when this link lets its holder in, else 403 or 410. It signs nobody
/// in: people in the waiting room learn of a wrong link before the start, not at it.
/// Threads: thread-bound (control thread).
class PublicApi final : public ApiHandler {
public:
    PublicApi(const seminar::Office& office, const seminar::AccessTable& access) : office_(office), access_(access) {}

    void handle(ApiCall call, Reply reply) override TSUDOI_CONTROL_THREAD;

private:
    [[nodiscard]] HttpResponse show(const HttpRequest& request,
                                    const seminar::Seminar& seminar) const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] HttpResponse checkLink(const HttpRequest& request,
                                         const SeminarId& seminar) const TSUDOI_CONTROL_THREAD;

    const seminar::Office& office_;
    const seminar::AccessTable& access_;
};

}  // namespace tsudoi::signaling
