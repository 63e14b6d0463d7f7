// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/access_table.h"

#include "support/access_rig.h"
#include "support/seed.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <vector>

using namespace tsudoi;
using namespace tsudoi::seminar;
using tests::AccessRig;

namespace {

struct Guest {
    std::string key;
    std::vector<Entry> devices;
    bool revoked = false;
};

/// What must hold after every step, whatever happened before.
void checkInvariants(const AccessRig& rig, const std::map<std::string, Guest>& guests, const std::set<KeyHash>& left) {
    for (const auto& [name, guest] : guests) {
        int allowed = 0;
        for (const Entry& device : guest.devices) {
            const MediaAccess access = rig.access(device);
            allowed += access == MediaAccess::Allowed ? 1 : 0;
            if (left.contains(device.session.hash)) {
                REQUIRE(access == MediaAccess::NotSignedIn);
            } else if (guest.revoked) {
                REQUIRE(access == MediaAccess::Revoked);
            } else {
                REQUIRE((access == MediaAccess::Allowed || access == MediaAccess::Displaced));
            }
        }
        REQUIRE(allowed <= rig.seminar.deviceLimit);
    }
}

}  // namespace

TEST_CASE("whatever people do, limits and revocations hold and the device used last may watch") {
    tests::Seeded random;
    AccessRig rig;
    rig.seminar.deviceLimit = random.between(1, 4);
    rig.change();
    std::map<std::string, Guest> guests;
    for (int i = 0; i < 4; ++i) {
        const std::string name = "guest-" + std::to_string(i);
        guests[name].key = rig.invite(name, name);
    }
    std::set<KeyHash> left;
    for (int step = 0; step < 400; ++step) {
        rig.executor.advance(std::chrono::milliseconds(random.between(0, 2000)));
        rig.executor.jumpWall(std::chrono::seconds(random.chance(5) ? random.between(-3600, 3600) : 0));
        const std::string name = "guest-" + std::to_string(random.between(0, 3));
        Guest& guest = guests[name];
        const auto some = [&] {
            return guest
                .devices[static_cast<std::size_t>(random.between(0, static_cast<int>(guest.devices.size()) - 1))];
        };
        const int action = random.between(1, 100);
        if (action <= 50 || guest.devices.empty()) {
            const auto entry = rig.enter({.key = guest.key});
            REQUIRE(entry.has_value() == !guest.revoked);
            if (entry) {
                guest.devices.push_back(*entry);
                REQUIRE(rig.access(*entry) == MediaAccess::Allowed);
            }
        } else if (action <= 85) {
            const Entry device = some();
            const bool possible = !guest.revoked && !left.contains(device.session.hash);
            REQUIRE(rig.table.useHere(device.session.hash).has_value() == possible);
            REQUIRE((rig.access(device) == MediaAccess::Allowed) == possible);
        } else if (action <= 97) {
            const Entry device = some();
            rig.table.leave(device.session.hash);
            left.insert(device.session.hash);
        } else if (name != "guest-0") {
            REQUIRE(rig.table.revokePerson(rig.id, PersonId(name)).has_value());
            guest.revoked = true;
        }
        checkInvariants(rig, guests, left);
    }
    AccessRig after(rig.store.state);
    after.seminar.deviceLimit = rig.seminar.deviceLimit;
    after.change();
    checkInvariants(after, guests, left);
}
