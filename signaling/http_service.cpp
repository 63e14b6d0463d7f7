// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/http_service.h"

#include "signaling/crypto.h"
#include "signaling/http_text.h"
#include "signaling/route.h"
#include "signaling/same_origin.h"
#include "signaling/session_body.h"
#include "signaling/websocket.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>

namespace tsudoi::signaling {

namespace {

constexpr std::string_view kProtocol = "tsudoi.v1";

/// A proxy on this machine adds the field; then its own address says nothing about who asks.
bool forwarded(const HttpRequest& request) {
    return !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty();
}

/// Who has one IPv6 address has a network of them: all of it counts as one.
std::string counted(const std::string& address) {
    constexpr std::size_t kHostBytes = 8;
    in6_addr bytes{};
    if (inet_pton(AF_INET6, address.c_str(), &bytes) != 1 || IN6_IS_ADDR_V4MAPPED(&bytes)) {
        return address;
    }
    std::fill_n(std::end(bytes.s6_addr) - kHostBytes, kHostBytes, std::uint8_t{0});
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(AF_INET6, &bytes, text.data(), text.size());
    return text.data();
}

/// Whom to count: behind a proxy on this machine the address it names last, which nobody else can write. A proxy may
/// add a field of its own behind that of the client.
RemoteEnd realPeer(const HttpRequest& request, const RemoteEnd& peer) {
    RemoteEnd real = peer;
    if (peer.loopback && forwarded(request)) {
        real.loopback = false;
        for (const HeaderField& field : request.fields) {
            if (field.name == "x-forwarded-for") {
                forEachItem(field.value, ',', [&](std::string_view item) { real.address = item.substr(0, 64); });
            }
        }
    }
    real.address = counted(real.address);
    return real;
}

HttpResponse upgradeRequired() {
    auto response = errorResponse(426);
    response.with("upgrade", "websocket");
    return response;
}

}  // namespace

HttpService::HttpService(HttpServiceParts parts)
    : parts_(std::move(parts)),
      media_(parts_.access, parts_.shelf),
      sessions_(parts_.gate, parts_.access, parts_.crypto, parts_.control, parts_.publicUrl) {}

std::uint64_t HttpService::bodyLimit(const HttpRequest& request) const {
    switch (route(request.path).kind) {
        case RouteKind::Session: return kMaxSessionBody;
        case RouteKind::Api: return parts_.api != nullptr ? kMaxApiBody : 0;
        case RouteKind::Whip: return parts_.whip != nullptr ? seminar::kMaxDescription : 0;
        default: return 0;
    }
}

Outcome HttpService::answer(HttpRequest request, const RemoteEnd& peer, const std::function<Reply()>& later,
                            SteadyClock::time_point now) const {
    const Route to = route(request.path);
    switch (to.kind) {
        case RouteKind::Media: {
            const auto session = sessions_.cookieHash(request);
            return media_.answer(std::move(request), to, session, now);
        }
        case RouteKind::Page: return page(request, to);
        case RouteKind::Session: return sessions_.answer(request, realPeer(request, peer), later, now);
        case RouteKind::Control: return control(request, peer);
        case RouteKind::Api: return api(std::move(request), peer, to, later);
        case RouteKind::Whip: {
            auto address = realPeer(request, peer).address;
            return pass(parts_.whip, {to.name, std::move(request), std::move(address), {}}, later);
        }
        case RouteKind::Health: return health(request, now);
        case RouteKind::Metrics: return metrics(request, realPeer(request, peer));
        case RouteKind::NotFound: break;
    }
    return errorResponse(404);
}

/// Each question leaves one for the control thread, unless one is there already: while that waits, nothing is decided.
HttpResponse HttpService::health(const HttpRequest& request, SteadyClock::time_point now) const {
    if (!request.reading()) {
        return methodNotAllowed("GET, HEAD");
    }
    SteadyClock::rep asked = 0;
    if (askedControl_.compare_exchange_strong(asked, now.time_since_epoch().count())) {
        parts_.control.post(lifetime_.bind([this] { askedControl_ = 0; }));
        return textResponse(200, "ok\n");
    }
    const bool stuck = now - SteadyClock::time_point(SteadyClock::duration(asked)) > kStuckAfter;
    return stuck ? textResponse(503, "the control thread does not answer\n") : textResponse(200, "ok\n");
}

HttpResponse HttpService::page(const HttpRequest& request, const Route& to) const {
    const StaticFile* const file = parts_.pages->find(to.name);
    if (file == nullptr) {
        return errorResponse(404);
    }
    return request.reading() ? represent(request, file->representation()) : methodNotAllowed("GET, HEAD");
}

HttpResponse HttpService::metrics(const HttpRequest& request, const RemoteEnd& peer) const {
    const auto token = request.header("authorization");
    const bool byToken = !parts_.metricsToken.empty() && equalInConstantTime(token, "Bearer " + parts_.metricsToken);
    if (!parts_.metrics || !(peer.loopback || byToken)) {
        return errorResponse(404);
    }
    if (!request.reading()) {
        return methodNotAllowed("GET, HEAD");
    }
    HttpResponse response{200, {}, parts_.metrics(), false};
    response.with("content-type", "text/plain; version=0.0.4; charset=utf-8").with("cache-control", "no-store");
    return response;
}

/// RFC 6455 section 4.2.1.
Outcome HttpService::control(const HttpRequest& request, const RemoteEnd& peer) const {
    if (request.method != Method::Get) {
        return methodNotAllowed("GET");
    }
    if (lowerCase(request.header("upgrade")) != "websocket" || !listHas(request.header("connection"), "upgrade")) {
        return upgradeRequired();
    }
    auto accept = acceptKey(request.header("sec-websocket-key"));
    if (!accept || request.header("sec-websocket-version") != "13" ||
        !listHas(request.header("sec-websocket-protocol"), kProtocol)) {
        return errorResponse(400);
    }
    if (!fromOwnPage(request, parts_.publicUrl, peer.secure)) {
        return errorResponse(403);
    }
    return Upgrade{std::move(*accept), sessions_.session(request)};
}

Outcome HttpService::api(HttpRequest request, const RemoteEnd& peer, const Route& to,
                         const std::function<Reply()>& later) const {
    if (request.method == Method::Other) {
        return methodNotAllowed("GET, HEAD, POST, DELETE");
    }
    if (!request.reading() && !fromOwnPage(request, parts_.publicUrl, peer.secure)) {
        return errorResponse(403);
    }
    auto session = sessions_.session(request);
    auto address = realPeer(request, peer).address;
    return pass(parts_.api, {to.name, std::move(request), std::move(address), std::move(session)}, later);
}

/// A handler works on the control thread.
Outcome HttpService::pass(ApiHandler* handler, ApiCall call, const std::function<Reply()>& later) const {
    if (handler == nullptr) {
        return errorResponse(404);
    }
    parts_.control.post(lifetime_.bind([handler, call = std::move(call), reply = later()] {
        kControlThread.assertHere();
        handler->handle(call, reply);
    }));
    return Later{};
}

}  // namespace tsudoi::signaling
