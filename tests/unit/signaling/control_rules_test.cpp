// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_rules.h"

#include "base/result.h"
#include "signaling/generated/methods.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

using namespace tsudoi;
using namespace tsudoi::signaling;
using nlohmann::json;

namespace {

/// \return the pointer to what is wrong; "ok" when nothing is
std::string wrongAt(const char* definition, const json& params) {
    static const ControlRules rules;
    const auto violation = rules.check(definition, params);
    return violation ? violation->pointer : "ok";
}

json sceneIn(const json& scene) {
    return {{"scene", scene}};
}

}  // namespace

TEST_CASE("right parameters pass") {
    CHECK(wrongAt("StudioPreviewParams", sceneIn({{"layout", "full"}, {"slots", {{"main", "camera"}}}})) == "ok");
    CHECK(wrongAt("StudioTakeParams", json::object()) == "ok");
    CHECK(wrongAt("StudioTakeParams", {{"transition", "fade"}, {"durationMs", 500}}) == "ok");
    CHECK(wrongAt("StudioSlateParams", {{"slate", nullptr}}) == "ok");
    CHECK(wrongAt("StudioSlateParams", {{"slate", {{"kind", "break"}}}}) == "ok");
    CHECK(wrongAt("StudioSourceParams", {{"source", "camera"}, {"gainDb", -6}}) == "ok");
    CHECK(wrongAt("Empty", json::object()) == "ok");
}

TEST_CASE("a wrong value is pointed at") {
    CHECK(wrongAt("StudioTakeParams", {{"durationMs", 5001}}) == "/durationMs");
    CHECK(wrongAt("StudioTakeParams", {{"durationMs", "500"}}) == "/durationMs");
    CHECK(wrongAt("StudioTakeParams", {{"durationMs", 1e300}}) == "/durationMs");
    CHECK(wrongAt("StudioTakeParams", {{"transition", "iris"}}) == "/transition");
    CHECK(wrongAt("StudioPreviewParams", sceneIn({{"layout", ""}, {"slots", json::object()}})) == "/scene/layout");
    CHECK(wrongAt("StudioPreviewParams", sceneIn({{"layout", "full"}, {"slots", {{"main", 7}}}})) ==
          "/scene/slots/main");
    CHECK(wrongAt("StudioSourceParams", {{"source", "camera"}, {"gainDb", 21}}) == "/gainDb");
}

TEST_CASE("missing and unknown members are named") {
    CHECK(wrongAt("StudioPreviewParams", json::object()) == "/scene");
    CHECK(wrongAt("StudioPreviewParams", sceneIn({{"layout", "full"}})) == "/scene/slots");
    CHECK(wrongAt("StudioTakeParams", {{"speed", 1}}) == "/speed");
    CHECK(wrongAt("Empty", {{"a/b", 1}}) == "/a~1b");
}

TEST_CASE("an id that cannot stand in an address is refused, however long") {
    const auto seminarWith = [](const std::string& id) {
        return json{{"seminar", {{"title", "t"}, {"id", id}}}};
    };
    CHECK(wrongAt("OfficeSeminarCreateParams", seminarWith("spring-2027")) == "ok");
    CHECK(wrongAt("OfficeSeminarCreateParams", seminarWith("../etc")) == "/seminar/id");
    CHECK(wrongAt("OfficeSeminarCreateParams", seminarWith(std::string(60'000, 'a'))) == "/seminar/id");
}

TEST_CASE("what is wrong is told in short") {
    const ControlRules rules;
    const auto violation = rules.check("Empty", {{std::string(60'000, 'x'), 1}});
    REQUIRE(violation.has_value());
    CHECK(violation->pointer.size() <= 200);
    CHECK(violation->why.size() <= 300);
}

TEST_CASE("every id of an error is part of the protocol") {
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        const auto id = errorId(static_cast<ErrorCode>(code));
        CAPTURE(id);
        CHECK(std::ranges::find(protocol::kErrorIds, id) != std::end(protocol::kErrorIds));
    }
}

TEST_CASE("admin may do what any staff may; attendees get nothing of it") {
    for (const MethodInfo& method : protocol::kMethods) {
        CAPTURE(method.name);
        const bool staff =
            method.roles.contains(seminar::Role::Operator) || method.roles.contains(seminar::Role::Organiser);
        CHECK(method.roles.contains(seminar::Role::Admin) == staff);
        CHECK((!staff || method.roles.includesStrangers() || !method.roles.contains(seminar::Role::Attendee)));
    }
}
