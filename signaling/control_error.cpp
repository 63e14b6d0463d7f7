// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_error.h"

#include "signaling/generated/protocol.h"

#include <nlohmann/json.hpp>

namespace tsudoi::signaling {

ControlError ControlError::of(const Error& error) {
    const int code = error.code == ErrorCode::InvalidArgument ? kInvalidParams : kOwnError;
    return {code, std::string(errorId(error.code)), error.text, {}};
}

ControlError ControlError::notJson() {
    return {kParseError,
            "invalid-message",
            {"送られた内容を読み取れませんでした（JSON ではありません）。", "The message is not JSON."},
            {}};
}

ControlError ControlError::tooDeep() {
    return {
        kParseError, "invalid-message", {"送られた内容の入れ子が深すぎます。", "The message has too many levels."}, {}};
}

ControlError ControlError::notARequest(const Text& why) {
    return {kInvalidRequest, "invalid-message", why, {}};
}

ControlError ControlError::batch() {
    return notARequest({"まとめ送り（バッチ）には対応していません。1 件ずつ送ってください。",
                        "Batches are not taken. Send one request per message."});
}

ControlError ControlError::unknownMethod(const std::string& method) {
    return {kMethodNotFound,
            "unknown-method",
            {"「" + method + "」という操作はありません。ページを再読み込みしてください。",
             "There is no method \"" + method + "\". Reload the page."},
            {}};
}

ControlError ControlError::notSignedIn() {
    return {
        kOwnError,
        std::string(errorId(ErrorCode::NotSignedIn)),
        {"入室していません。お手元のリンクをもう一度開いてください。", "You are not signed in. Open your link again."},
        {}};
}

ControlError ControlError::notAllowed(const std::string& method) {
    return {kOwnError,
            std::string(errorId(ErrorCode::NotAllowed)),
            {"この操作（" + method + "）をする権限がありません。", "Your role does not allow \"" + method + "\"."},
            {}};
}

ControlError ControlError::invalidParams(const std::string& pointer, const std::string& why) {
    const std::string where = pointer.empty() ? "params" : pointer;
    return {kInvalidParams,
            std::string(errorId(ErrorCode::InvalidArgument)),
            {"入力の内容（" + where + "）が正しくありません。見直してください。",
             "The value of " + where + " is not valid: " + why},
            pointer};
}

ControlError ControlError::tooManyMessages() {
    return {
        kOwnError,
        std::string(errorId(ErrorCode::TooMany)),
        {"操作が多すぎます。少し待ってからもう一度お試しください。", "Too many messages. Wait a moment and try again."},
        {}};
}

ControlError ControlError::internal() {
    return {kOwnError,
            std::string(errorId(ErrorCode::Internal)),
            {"サーバーの内部で問題が起きました。もう一度お試しください。",
             "Something went wrong in the server. Try again."},
            {}};
}

nlohmann::json toJson(const ControlError& error) {
    protocol::ErrorData data{.en = error.text.en, .id = error.id, .ja = error.text.ja};
    if (!error.pointer.empty()) {
        data.pointer = error.pointer;
    }
    return {{"code", error.code}, {"message", error.text.en}, {"data", data}};
}

}  // namespace tsudoi::signaling
