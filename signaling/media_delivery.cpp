// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/media_delivery.h"

#include "signaling/error_json.h"
#include "signaling/media_query.h"
#include "signaling/representation.h"

#include <utility>

namespace tsudoi::signaling {

namespace {

using seminar::MediaAccess;
using seminar::MediaReply;

std::optional<HttpResponse> refusal(MediaAccess access) {
    switch (access) {
        case MediaAccess::Allowed: return std::nullopt;
        case MediaAccess::NotSignedIn:
            return jsonError(403, "not-signed-in",
                             {"この視聴ページはお申し込みの方専用です。", "This page is for people who applied."});
        case MediaAccess::Revoked:
            return jsonError(403, "revoked", {"この視聴リンクは使えなくなりました。", "This link is no longer valid."});
        case MediaAccess::Displaced:
            return jsonError(403, "displaced", {"別の端末で視聴中です。", "It is being watched on another device."});
        case MediaAccess::NotOnAir:
            return jsonError(404, "not-on-air", {"まだ始まっていません。", "It has not started yet."});
        case MediaAccess::NotFound: break;
        case MediaAccess::Gone:
            return jsonError(410, "expired", {"公開期間は終了しました。", "The time to watch it is over."});
    }
    return jsonError(404, "not-found", {"セミナーが見つかりません。", "There is no such seminar."});
}

HttpResponse ready(const HttpRequest& request, const seminar::MediaBody& media) {
    Representation what;
    std::visit([&](const auto& body) { what.identity = body; }, media.body);
    what.gzip = media.gzip;
    what.contentType = media.contentType;
    what.cacheControl = cacheControl(media.cache);
    what.etag = media.etag;
    return represent(request, what);
}

/// \return nullopt: not there yet
std::optional<HttpResponse> answerOf(const HttpRequest& request, const MediaReply& reply) {
    switch (reply.kind) {
        case MediaReply::Kind::Ready: return ready(request, reply.body);
        case MediaReply::Kind::Wait: return std::nullopt;
        case MediaReply::Kind::BadRequest: return errorResponse(400);
        case MediaReply::Kind::NotFound: return errorResponse(404);
        case MediaReply::Kind::Unavailable: return errorResponse(503);
        case MediaReply::Kind::Gone: break;
    }
    return refusal(MediaAccess::Gone);
}

}  // namespace

Outcome MediaDelivery::answer(HttpRequest request, const Route& route, const seminar::KeyHash& session,
                              SteadyClock::time_point now) const {
    if (!request.reading()) {
        return methodNotAllowed("GET, HEAD");
    }
    if (auto refused = refusal(access_.mediaAccess(session, route.seminar))) {
        return std::move(*refused);
    }
    const auto query = parseMediaQuery(request.query);
    if (!query) {
        return errorResponse(400);
    }
    seminar::MediaRequest media{route.seminar, route.path, query->msn, query->part, query->skip};
    const auto reply = shelf_.read(media);
    if (auto response = answerOf(request, reply)) {
        return std::move(*response);
    }
    return Parked{std::move(request), std::move(media), session, now + reply.longest};
}

std::optional<HttpResponse> MediaDelivery::retry(const Parked& parked) const {
    if (auto refused = refusal(access_.mediaAccess(parked.session, parked.media.seminar))) {
        return refused;
    }
    return answerOf(parked.http, shelf_.read(parked.media));
}

HttpResponse MediaDelivery::tooLate() {
    auto response = errorResponse(503);
    response.with("retry-after", "1");
    return response;
}

}  // namespace tsudoi::signaling
