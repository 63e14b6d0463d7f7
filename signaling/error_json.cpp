// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/error_json.h"

#include <nlohmann/json.hpp>

namespace tsudoi::signaling {

namespace {

int statusOf(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidArgument: return 400;
        case ErrorCode::NotSignedIn: return 401;
        case ErrorCode::NotAllowed: return 403;
        case ErrorCode::NotFound: return 404;
        case ErrorCode::WrongState:
        case ErrorCode::NotReady:
        case ErrorCode::Conflict: return 409;
        case ErrorCode::Expired: return 410;
        case ErrorCode::TooMany: return 429;
        case ErrorCode::Unavailable: return 503;
        default: return 500;
    }
}

}  // namespace

std::string jsonText(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

HttpResponse jsonError(int status, std::string_view id, const Text& text) {
    return jsonResponse(status, R"({"error":{"id":)" + jsonText(id) + R"(,"ja":)" + jsonText(text.ja) + R"(,"en":)" +
                                    jsonText(text.en) + "}}");
}

HttpResponse jsonError(const Error& error) {
    return jsonError(statusOf(error.code), errorId(error.code), error.text);
}

}  // namespace tsudoi::signaling
