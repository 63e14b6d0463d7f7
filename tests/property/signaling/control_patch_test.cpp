// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_patch.h"

#include "support/seed.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

using nlohmann::json;
using namespace tsudoi;

namespace {

constexpr int kRounds = 3000;
constexpr int kDepth = 4;

/// Anything but a null member. Few names, so that two documents have much in common.
json randomValue(tests::Seeded& random, int depth) {
    switch (random.between(0, depth > 0 ? 6 : 3)) {
        case 0: return random.between(0, 3);
        case 1: return std::string(1, static_cast<char>('a' + random.between(0, 2)));
        case 2: return random.chance(50);
        case 3: return json::array({random.between(0, 2), nullptr, random.between(0, 2)});
        default: break;
    }
    json object = json::object();
    for (int i = random.between(0, 4); i > 0; --i) {
        object[std::string(1, static_cast<char>('p' + random.between(0, 4)))] = randomValue(random, depth - 1);
    }
    return object;
}

json randomObject(tests::Seeded& random) {
    for (;;) {
        json value = randomValue(random, kDepth);
        if (value.is_object()) {
            return value;
        }
    }
}

}  // namespace

TEST_CASE("a patch between any two states makes the second out of the first") {
    tests::Seeded random;
    for (int round = 0; round < kRounds; ++round) {
        const json from = randomObject(random);
        const json to = randomObject(random);
        CAPTURE(from.dump());
        CAPTURE(to.dump());
        json result = from;
        result.merge_patch(signaling::mergeDiff(from, to));
        REQUIRE(result == to);
        REQUIRE(signaling::mergeDiff(to, to).empty());
    }
}

TEST_CASE("a patch carries only what changed") {
    const json from = {{"a", 1}, {"b", {{"c", 2}, {"d", 3}}}, {"e", {1, 2}}};
    const json to = {{"a", 1}, {"b", {{"c", 2}, {"d", 4}}}, {"f", "new"}};
    CHECK(signaling::mergeDiff(from, to) == json{{"b", {{"d", 4}}}, {"e", nullptr}, {"f", "new"}});
}
