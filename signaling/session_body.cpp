// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/session_body.h"

#include "base/characters.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace tsudoi::signaling {

namespace {

using nlohmann::json;
using seminar::EntryRequest;

constexpr std::size_t kMaxUser = 64;
constexpr std::size_t kMaxPassword = 256;
constexpr std::size_t kMaxPasscode = 64;
constexpr std::size_t kMaxName = 200;

tl::unexpected<Error> refuse() {
    return fail(ErrorCode::InvalidArgument, Text{"入室の情報が正しくありません。リンクをもう一度開いてください。",
                                                 "The sign-in request is not valid. Open the link again."});
}

struct Member {
    std::string_view name;
    std::size_t longest;
    std::string* target;
};

/// Takes every member of \p object into its target. \return false: an unknown one, or not a short text
bool take(const json& object, std::span<const Member> members) {
    return std::ranges::all_of(object.items(), [&](const auto& item) {
        const auto member = std::ranges::find(members, item.key(), &Member::name);
        if (member == members.end() || !item.value().is_string()) {
            return false;
        }
        *member->target = item.value().template get<std::string>();
        return member->target->size() <= member->longest;
    });
}

/// Exactly one of the three forms.
bool whole(const EntryRequest& request) {
    const bool byKey = !request.key.empty();
    const bool byPassword = !request.user.empty() || !request.password.empty();
    const bool bySeminar = !request.seminar.empty();
    const bool guest = !request.passcode.empty() || !request.name.empty();
    if (byKey) {
        return !byPassword && !bySeminar && !guest && isKeyText(request.key);
    }
    if (byPassword) {
        return !bySeminar && !guest && !request.user.empty() && !request.password.empty();
    }
    return bySeminar && isAddressId(request.seminar.str());
}

}  // namespace

bool isKeyText(std::string_view text) noexcept {
    return text.size() >= 16 && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                      c == '_';
           });
}

Result<EntryRequest> parseSessionBody(std::string_view text) {
    const json body = text.size() <= kMaxSessionBody ? json::parse(text, nullptr, false) : json();
    if (!body.is_object()) {
        return refuse();
    }
    EntryRequest request;
    std::string seminar;
    const std::array members{Member{"key", 64, &request.key},
                             Member{"user", kMaxUser, &request.user},
                             Member{"password", kMaxPassword, &request.password},
                             Member{"seminar", kMaxAddressIdLength, &seminar},
                             Member{"passcode", kMaxPasscode, &request.passcode},
                             Member{"name", kMaxName, &request.name}};
    if (!take(body, members)) {
        return refuse();
    }
    request.seminar = SeminarId(std::move(seminar));
    const bool clean = !hasControls(request.user) && !hasControls(request.passcode) && !hasControls(request.name) &&
                       (request.name.empty() || !isBlank(request.name));
    if (!clean || !whole(request)) {
        return refuse();
    }
    return request;
}

std::string sessionJson(const seminar::Session& session) {
    json out{{"role", roleName(session.role)}, {"name", session.name}, {"displaced", session.displaced}};
    if (!session.seminar.empty()) {
        out["seminar"] = session.seminar.str();
    }
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace tsudoi::signaling
