// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/whip_api.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>

using namespace tsudoi;
using namespace tsudoi::signaling;
using seminar::InputKind;

namespace {

const std::string kKey = "a-long-enough-key";

struct WhipRig {
    WhipRig() {
        kControlThread.assertHere();
        REQUIRE(
            house.studio.addInput({.id = InputId("obs"), .name = "OBS", .kind = InputKind::Whip, .passphrase = kKey}));
        REQUIRE(house.studio.addInput({.id = InputId("bars"), .name = "Bars", .kind = InputKind::Test}));
    }

    HttpResponse call(Method method, const std::string& name, const std::string& key = kKey,
                      const std::string& type = "application/sdp", const std::string& from = "192.0.2.1") {
        kControlThread.assertHere();
        HttpRequest request;
        request.method = method;
        request.fields = {{"authorization", "Bearer " + key}, {"content-type", type}};
        request.body = "offer";
        std::optional<HttpResponse> answer;
        whip.handle({name, request, from, {}}, [&](HttpResponse response) { answer = std::move(response); });
        REQUIRE(answer.has_value());
        return *answer;
    }

    tests::OfficeRig house;
    WhipApi whip{house.studio, house.programme};
};

std::string field(const HttpResponse& response, const std::string& name) {
    const auto at = response.fields.find(name + ": ");
    REQUIRE(at != std::string::npos);
    const auto begin = at + name.size() + 2;
    return response.fields.substr(begin, response.fields.find("\r\n", begin) - begin);
}

}  // namespace

TEST_CASE("a sender with the key gets the answer and an address to say good-bye at") {
    WhipRig rig;
    rig.house.programme.senderAnswer = "v=0 answer";
    const auto made = rig.call(Method::Post, "obs");
    CHECK(made.status == 201);
    CHECK(std::get<std::string>(made.body) == "v=0 answer");
    CHECK(field(made, "content-type") == "application/sdp");
    CHECK(rig.house.programme.senders.at(InputId("obs")) == "offer");
    const std::string session = field(made, "location").substr(std::string("/whip/").size());
    CHECK(session.starts_with("obs/"));
    CHECK(rig.call(Method::Delete, session, "wrong-key-wrong-key").status == 401);
    CHECK(rig.call(Method::Delete, "obs/somebody-else").status == 404);
    CHECK(rig.call(Method::Delete, session).status == 200);
    CHECK(rig.house.programme.senders.empty());
    CHECK(rig.call(Method::Delete, session).status == 404);
}

TEST_CASE("the address of a sender that was replaced ends nobody") {
    WhipRig rig;
    const std::string first = field(rig.call(Method::Post, "obs"), "location").substr(6);
    CHECK(rig.call(Method::Post, "obs").status == 201);
    CHECK(rig.call(Method::Delete, first).status == 404);
    CHECK(rig.house.programme.senders.size() == 1);
}

TEST_CASE("wrong input, wrong key and no key get the same answer") {
    WhipRig rig;
    for (const auto& [name, key] : {std::pair{"obs", "another-long-key"}, {"bars", ""}, {"nowhere", kKey.c_str()}}) {
        const auto refused = rig.call(Method::Post, name, key);
        CHECK(refused.status == 401);
        CHECK(field(refused, "www-authenticate") == "Bearer");
    }
    CHECK(rig.house.programme.senders.empty());
}

TEST_CASE("guessing keys is slowed down for the one who guesses") {
    WhipRig rig;
    int last = 0;
    for (int i = 0; i < 12; ++i) {
        last = rig.call(Method::Post, "obs", "guess-guess-guess-" + std::to_string(i)).status;
    }
    CHECK(last == 429);
    CHECK(rig.call(Method::Post, "obs", kKey, "application/sdp", "192.0.2.2").status == 201);
}

TEST_CASE("other methods, other types and refused offers say what is wrong") {
    WhipRig rig;
    CHECK(rig.call(Method::Get, "obs").status == 405);
    CHECK(field(rig.call(Method::Other, "obs/session"), "allow") == "DELETE");
    const auto type = rig.call(Method::Post, "obs", kKey, "text/plain");
    CHECK(type.status == 415);
    CHECK(field(type, "accept-post") == "application/sdp");
    CHECK(rig.call(Method::Post, "obs", kKey, "Application/SDP; charset=utf-8").status == 201);
    rig.house.programme.senderAnswer = fail(ErrorCode::InvalidArgument, Text{"だめ", "no"});
    CHECK(rig.call(Method::Post, "obs").status == 400);
}
