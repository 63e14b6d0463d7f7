// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/whip_api.h"

#include "base/random.h"
#include "signaling/crypto.h"
#include "signaling/error_json.h"
#include "signaling/http_response.h"
#include "signaling/http_text.h"

#include <string_view>

namespace tsudoi::signaling {

namespace {

constexpr std::string_view kSdp = "application/sdp";
constexpr std::string_view kBearer = "bearer ";

HttpResponse wrongKey() {
    auto response = jsonError(401, "not-signed-in",
                              {"入力名か送信キーが違います。スタジオの入力の設定を確かめてください。",
                               "The input or its key is wrong; look at the input's settings in the studio."});
    response.with("www-authenticate", "Bearer");
    return response;
}

HttpResponse tooManyGuesses(std::chrono::seconds wait) {
    auto response =
        jsonError(429, "too-many", {"しばらく待ってからもう一度お試しください。", "Wait a little and try again."});
    response.with("retry-after", std::to_string(wait.count()));
    return response;
}

/// \return what follows "Bearer " (the scheme's case does not count), or empty
std::string_view bearerOf(const HttpRequest& request) {
    const std::string_view field = request.header("authorization");
    const bool bearer = lowerCase(field.substr(0, kBearer.size())) == kBearer;
    return bearer ? trimmed(field.substr(kBearer.size())) : std::string_view();
}

bool bringsSdp(const HttpRequest& request) {
    const std::string type = lowerCase(request.header("content-type"));
    return trimmed(std::string_view(type).substr(0, type.find(';'))) == kSdp;
}

}  // namespace

bool WhipApi::hasKey(const InputId& input, const HttpRequest& request) const {
    const auto& inputs = studio_.state().inputs;
    const auto found = inputs.find(input);
    return found != inputs.end() && found->second.kind == seminar::InputKind::Whip &&
           equalInConstantTime(bearerOf(request), found->second.passphrase);
}

void WhipApi::handle(ApiCall call, Reply reply) {
    kControlThread.assertHere();
    const std::string_view name = call.name;
    const auto slash = name.find('/');
    const InputId input(std::string(name.substr(0, slash)));
    const bool session = slash != name.npos;
    if (call.request.method != (session ? Method::Delete : Method::Post)) {
        reply(methodNotAllowed(session ? "DELETE" : "POST"));
        return;
    }
    const auto now = SteadyClock::now();
    if (!guesses_.take(call.address, now)) {
        reply(tooManyGuesses(guesses_.retryAfter(call.address, now)));
        return;
    }
    if (!hasKey(input, call.request)) {
        reply(wrongKey());
        return;
    }
    guesses_.giveBack(call.address);
    if (session) {
        reply(drop(input, name.substr(slash + 1)));
        return;
    }
    take(input, call.request, reply);
}

void WhipApi::take(const InputId& input, const HttpRequest& request, const Reply& reply) {
    if (!bringsSdp(request)) {
        auto response = errorResponse(415);
        response.with("accept-post", kSdp);
        reply(std::move(response));
        return;
    }
    const std::string session = randomKey();
    sessions_[input] = session;
    programme_.takeSender(input, request.body,
                          lifetime_.bind([input, session, reply](const Result<std::string>& answer) {
                              if (!answer) {
                                  reply(jsonError(answer.error()));
                                  return;
                              }
                              HttpResponse response{201, {}, *answer, false};
                              response.with("content-type", kSdp)
                                  .with("location", "/whip/" + input.str() + "/" + session)
                                  .with("cache-control", "no-store");
                              reply(std::move(response));
                          }));
}

HttpResponse WhipApi::drop(const InputId& input, std::string_view session) {
    const auto found = sessions_.find(input);
    if (found == sessions_.end() || !equalInConstantTime(found->second, session)) {
        return errorResponse(404);
    }
    sessions_.erase(found);
    programme_.dropSender(input);
    return textResponse(200, "");
}

}  // namespace tsudoi::signaling
