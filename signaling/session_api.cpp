// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/session_api.h"

#include "signaling/error_json.h"
#include "signaling/http_text.h"
#include "signaling/same_origin.h"
#include "signaling/session_body.h"

#include <utility>

namespace tsudoi::signaling {

namespace {

constexpr std::chrono::seconds kBusyRetry{5};
constexpr std::chrono::seconds kAttendeeKeep = std::chrono::hours(24 * 30);  // longer than any usual replay

HttpResponse notSignedIn() {
    return jsonError(401, "not-signed-in", {"入室していません。", "You are not signed in."});
}

HttpResponse foreignPage() {
    return jsonError(403, "not-allowed",
                     {"この操作は別のサイトからはできません。", "This cannot be done from another site."});
}

HttpResponse retryLater(std::chrono::seconds wait) {
    auto response = jsonError(429, "too-many",
                              {"試行が多すぎます。しばらく待ってからもう一度お試しください。",
                               "Too many attempts. Wait a little and try again."});
    response.with("retry-after", std::to_string(wait.count()));
    return response;
}

}  // namespace

std::string_view readSessionCookie(const HttpRequest& request) noexcept {
    const auto text = cookieValue(request.header("cookie"), kSessionCookie);
    return isKeyText(text) ? text : std::string_view();
}

std::string setSessionCookie(std::string_view text, std::chrono::seconds keep) {
    std::string field(kSessionCookie);
    field.append("=").append(text).append("; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=");
    return field.append(std::to_string(keep.count()));
}

SessionApi::SessionApi(SessionGate& gate, const seminar::AccessCheck& access, const seminar::Crypto& crypto,
                       Executor& control, std::string publicUrl)
    : gate_(gate), access_(access), crypto_(crypto), control_(control), publicUrl_(std::move(publicUrl)) {}

seminar::KeyHash SessionApi::cookieHash(const HttpRequest& request) const {
    const auto text = readSessionCookie(request);
    return text.empty() ? seminar::KeyHash{} : crypto_.hashKey(text);
}

std::optional<seminar::Session> SessionApi::session(const HttpRequest& request) const {
    const auto text = readSessionCookie(request);
    return text.empty() ? std::nullopt : access_.session(crypto_.hashKey(text));
}

Outcome SessionApi::answer(const HttpRequest& request, const RemoteEnd& peer, const std::function<Reply()>& later,
                           SteadyClock::time_point now) const {
    switch (request.method) {
        case Method::Get:
        case Method::Head: return show(request);
        case Method::Post: return enter(request, peer, later, now);
        case Method::Delete: return leave(request, peer, later);
        case Method::Other: break;
    }
    return methodNotAllowed("GET, HEAD, POST, DELETE");
}

Outcome SessionApi::show(const HttpRequest& request) const {
    const auto found = session(request);
    return found ? jsonResponse(200, sessionJson(*found)) : notSignedIn();
}

/// A key cannot be guessed and is not counted.
SessionApi::Guess SessionApi::guessOf(const seminar::EntryRequest& request, const std::string& address) {
    if (!request.user.empty()) {
        return {request.user + " " + address, address, {}};
    }
    return request.seminar.empty() ? Guess{} : Guess{{}, {}, request.seminar.str() + " " + address};
}

std::optional<HttpResponse> SessionApi::tooOften(const Guess& guess, const std::string& address,
                                                 SteadyClock::time_point now) const {
    const auto refused = [now](RateLimit& limit, const std::string& key) -> std::optional<HttpResponse> {
        return key.empty() || limit.take(key, now) ? std::nullopt
                                                   : std::optional(retryLater(limit.retryAfter(key, now)));
    };
    return limits_.with([&](Limits& limits) {
        const bool byKey = guess.staffAddress.empty() && guess.passcode.empty();
        auto answer = refused(byKey ? limits.keyAddress : limits.address, address);
        answer = answer ? std::move(answer) : refused(limits.staffAddress, guess.staffAddress);
        answer = answer ? std::move(answer) : refused(limits.user, guess.user);
        return answer ? std::move(answer) : refused(limits.passcode, guess.passcode);
    });
}

Outcome SessionApi::enter(const HttpRequest& request, const RemoteEnd& peer, const std::function<Reply()>& later,
                          SteadyClock::time_point now) const {
    if (!fromOwnPage(request, publicUrl_, peer.secure)) {
        return foreignPage();
    }
    if (!lowerCase(request.header("content-type")).starts_with("application/json")) {
        return errorResponse(415);  // a form of another site cannot send this type
    }
    auto entry = parseSessionBody(request.body);
    if (!entry) {
        return jsonError(entry.error());
    }
    auto guess = guessOf(*entry, peer.address);
    if (auto refused = tooOften(guess, peer.address, now)) {
        return std::move(*refused);
    }
    entry->oldCookie = readSessionCookie(request);
    control_.post(lifetime_.bind([this, entry = std::move(*entry), guess = std::move(guess), reply = later()] {
        kControlThread.assertHere();
        gate_.enter(entry, lifetime_.bind([this, guess, reply](const Result<seminar::Entry>& result) {
            finish(guess, result, reply);
        }));
    }));
    return Later{};
}

void SessionApi::finish(const Guess& guess, const Result<seminar::Entry>& entry, const Reply& reply) const {
    if (!entry) {
        auto response = jsonError(entry.error());
        if (entry.error().code == ErrorCode::TooMany) {
            response.with("retry-after", std::to_string(kBusyRetry.count()));
        }
        reply(std::move(response));
        return;
    }
    limits_.with([&](Limits& limits) {
        limits.user.giveBack(guess.user);
        limits.staffAddress.giveBack(guess.staffAddress);
        limits.passcode.giveBack(guess.passcode);
    });
    auto response = jsonResponse(200, sessionJson(entry->session));
    response.with(
        "set-cookie",
        setSessionCookie(entry->cookie, isStaff(entry->session.role) ? seminar::kStaffSessionLife : kAttendeeKeep));
    reply(std::move(response));
}

Outcome SessionApi::leave(const HttpRequest& request, const RemoteEnd& peer,
                          const std::function<Reply()>& later) const {
    if (!fromOwnPage(request, publicUrl_, peer.secure)) {
        return foreignPage();
    }
    control_.post(lifetime_.bind([this, hash = cookieHash(request), reply = later()] {
        kControlThread.assertHere();
        gate_.leave(hash);
        HttpResponse response{204, {}, {}, false};
        response.with("set-cookie", setSessionCookie("", std::chrono::seconds(0)));
        reply(std::move(response));
    }));
    return Later{};
}

}  // namespace tsudoi::signaling
