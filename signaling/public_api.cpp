// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/public_api.h"

#include "signaling/control_views.h"
#include "signaling/error_json.h"
#include "signaling/http_response.h"
#include "signaling/session_body.h"

#include <nlohmann/json.hpp>

#include <string_view>

namespace tsudoi::signaling {

namespace {

constexpr std::string_view kSeminars = "seminars/";
constexpr std::string_view kLink = "/link";

HttpResponse notFound() {
    return jsonError(Error{ErrorCode::NotFound,
                           {"このセミナーは見つかりません。案内のアドレスをもう一度ご確認ください。",
                            "there is no such seminar; check the address of your invitation"}});
}

Error invalidLink() {
    return {ErrorCode::InvalidArgument, {"リンクのキー (key) が必要です。", "The link's key is missing."}};
}

}  // namespace

void PublicApi::handle(ApiCall call, Reply reply) {
    kControlThread.assertHere();
    std::string_view rest = call.name;
    if (!rest.starts_with(kSeminars)) {
        reply(notFound());
        return;
    }
    rest.remove_prefix(kSeminars.size());
    const bool link = rest.ends_with(kLink);
    rest.remove_suffix(link ? kLink.size() : 0);
    const seminar::Seminar* found = office_.find(SeminarId(std::string(rest)));
    if (found == nullptr || found->state == seminar::SeminarState::Draft || found->meeting) {
        reply(notFound());
        return;
    }
    reply(link ? checkLink(call.request, found->id) : show(call.request, *found));
}

HttpResponse PublicApi::show(const HttpRequest& request, const seminar::Seminar& seminar) const {
    if (!request.reading()) {
        return methodNotAllowed("GET, HEAD");
    }
    nlohmann::json view = attendView(seminar, false).seminar;
    view["policy"] = seminar::policyName(seminar.policy);
    return jsonResponse(200, view.dump());
}

HttpResponse PublicApi::checkLink(const HttpRequest& request, const SeminarId& seminar) const {
    if (request.method != Method::Post) {
        return methodNotAllowed("POST");
    }
    const auto entry = parseSessionBody(request.body);
    if (!entry || entry->key.empty()) {
        return jsonError(entry ? invalidLink() : entry.error());
    }
    const auto right = access_.checkKey(entry->key, seminar);
    return right ? HttpResponse{204, {}, {}, false} : jsonError(right.error());
}

}  // namespace tsudoi::signaling
