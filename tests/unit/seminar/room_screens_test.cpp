// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/room_screens.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

using namespace tsudoi;
using namespace tsudoi::seminar;
using tests::kSpring;

namespace {

struct ScreenRig : tests::OfficeRig {
    explicit ScreenRig(const StoredState& stored = {}) : OfficeRig(stored) {
        kControlThread.assertHere();
        access.onSessionChanged([this](const Session& session) { told.push_back(session); });
    }

    RoomScreens::Link link(const std::string& name = "大ホール", ScreenPicture picture = ScreenPicture::Programme) {
        kControlThread.assertHere();
        const auto opened = screens.open({.seminar = kSpring, .name = name, .picture = picture});
        REQUIRE(opened.has_value());
        return *opened;
    }
    std::optional<Session> enter(const std::string& key) {
        kControlThread.assertHere();
        std::optional<Session> entered;
        access.enter({.key = key}, [&](Result<Entry> entry) {
            if (entry) {
                entered = entry->session;
            }
        });
        return entered;
    }
    Result<std::string> call(const PersonId& id) {
        kControlThread.assertHere();
        Result<std::string> answer = fail(ErrorCode::Internal, "nothing was answered");
        screens.call(id, [&](Result<std::string> offered) { answer = std::move(offered); });
        return answer;
    }
    [[nodiscard]] RoomScreen now(const PersonId& id) const {
        kControlThread.assertHere();
        const auto found = screens.find(id);
        REQUIRE(found.has_value());
        return *found;
    }

    RoomScreens screens{{programme, access, studio, office}};
    std::vector<Session> told;
};

PeerId peer(const PersonId& id) {
    return {PeerId::Kind::Screen, id.str()};
}

}  // namespace

TEST_CASE("a screen has a link, a name and a picture, and the list says since when it is connected") {
    ScreenRig rig;
    rig.open();
    const auto link = rig.link();
    const auto session = rig.enter(link.key);
    REQUIRE(session.has_value());
    CHECK(session->role == Role::Venue);
    CHECK(session->person == link.id);
    CHECK(rig.now(link.id).name == "大ホール");
    CHECK(rig.now(link.id).picture == ScreenPicture::Programme);
    CHECK_FALSE(rig.now(link.id).connectedAt);
    rig.studio.peerConnected({PeerId::Kind::Screen, link.id.str()}, true);
    CHECK(rig.now(link.id).connectedAt == rig.executor.clock().wall());
    rig.studio.peerConnected({PeerId::Kind::Screen, link.id.str()}, false);
    CHECK_FALSE(rig.now(link.id).connectedAt);
    CHECK(rig.link("").name == "会場スクリーン");
}

TEST_CASE("what a screen shows is known before it is connected, and changes while it runs") {
    ScreenRig rig;
    rig.open();
    const PersonId id = rig.link("大ホール", ScreenPicture::Panelists).id;
    REQUIRE(rig.call(id).has_value());
    CHECK(rig.programme.screens.at(id.str()) == ScreenPicture::Panelists);
    CHECK(rig.programme.peers.contains(peer(id)));
    REQUIRE(rig.screens.show(id, ScreenPicture::Programme));
    CHECK(rig.programme.screens.at(id.str()) == ScreenPicture::Programme);
    CHECK(rig.programme.peers.contains(peer(id)));
    CHECK(rig.now(id).picture == ScreenPicture::Programme);
    CHECK(rig.screens.show(PersonId("nobody"), ScreenPicture::Programme).error().code == ErrorCode::NotFound);
}

TEST_CASE("a link that is taken back is out at once and never comes in again") {
    ScreenRig rig;
    rig.open();
    const auto link = rig.link();
    const auto other = rig.link("小ホール");
    const auto session = rig.enter(link.key);
    const auto stays = rig.enter(other.key);
    REQUIRE(rig.call(link.id).has_value());
    REQUIRE(rig.call(other.id).has_value());
    REQUIRE(rig.screens.remove(link.id));
    REQUIRE(rig.told.size() == 1);
    CHECK(rig.told[0].hash == session->hash);
    CHECK(rig.told[0].revoked);
    CHECK_FALSE(rig.programme.peers.contains(peer(link.id)));
    CHECK_FALSE(rig.access.session(session->hash));
    CHECK_FALSE(rig.enter(link.key));
    CHECK(rig.call(link.id).error().code == ErrorCode::NotFound);
    CHECK_FALSE(rig.screens.find(link.id));
    CHECK(rig.screens.remove(link.id).error().code == ErrorCode::NotFound);

    CHECK(rig.access.session(stays->hash));
    CHECK(rig.programme.peers.contains(peer(other.id)));
    CHECK(rig.screens.all().size() == 1);
}

TEST_CASE("a screen goes with its seminar") {
    ScreenRig rig;
    rig.open();
    rig.open(SeminarId("autumn"));
    const PersonId here = rig.link().id;
    const PersonId there = rig.screens.open({.seminar = SeminarId("autumn"), .name = ""})->id;
    for (const PersonId& id : {here, there}) {
        REQUIRE(rig.call(id).has_value());
        rig.studio.peerConnected({PeerId::Kind::Screen, id.str()}, true);
    }
    REQUIRE(rig.office.remove(kSpring));
    rig.screens.tidy();
    CHECK_FALSE(rig.programme.peers.contains(peer(here)));
    CHECK(rig.programme.peers.contains(peer(there)));
    CHECK(rig.screens.all().size() == 1);
}

TEST_CASE("names, pictures and what was taken back survive a restart") {
    ScreenRig rig;
    rig.open();
    const auto kept = rig.link("大ホール");
    const auto gone = rig.link("小ホール");
    REQUIRE(rig.screens.show(kept.id, ScreenPicture::Panelists));
    REQUIRE(rig.screens.remove(gone.id));

    ScreenRig again(rig.store.state);
    REQUIRE(again.screens.all().size() == 1);
    CHECK(again.now(kept.id).name == "大ホール");
    CHECK(again.now(kept.id).picture == ScreenPicture::Panelists);
    CHECK(again.enter(kept.key));
    CHECK_FALSE(again.enter(gone.key));
    REQUIRE(again.call(kept.id).has_value());
    CHECK(again.programme.screens.at(kept.id.str()) == ScreenPicture::Panelists);
}

TEST_CASE("one link is one screen: opened on another computer, it moves there") {
    ScreenRig rig;
    rig.open();
    const auto link = rig.link();
    const auto first = rig.enter(link.key);
    const auto second = rig.enter(link.key);
    CHECK(rig.access.session(first->hash)->displaced);
    CHECK_FALSE(rig.access.session(second->hash)->displaced);
}

TEST_CASE("a screen says that its browser keeps it silent; a new connection begins without that") {
    ScreenRig rig;
    rig.open();
    const PersonId id = rig.link().id;
    REQUIRE(rig.screens.setSound(id, false));
    CHECK(rig.now(id).silent);
    REQUIRE(rig.screens.setSound(id, true));
    CHECK_FALSE(rig.now(id).silent);
    REQUIRE(rig.screens.setSound(id, false));
    REQUIRE(rig.call(id).has_value());
    CHECK_FALSE(rig.now(id).silent);
    CHECK(rig.screens.setSound(PersonId("nobody"), true).error().code == ErrorCode::NotFound);
}

TEST_CASE("links without a seminar, with a long name, or too many are refused") {
    ScreenRig rig;
    rig.open();
    const auto refused = [&](const RoomScreens::Link& link) {
        kControlThread.assertHere();
        return rig.screens.open(link).error().code;
    };
    CHECK(refused({.seminar = SeminarId("none"), .name = ""}) == ErrorCode::NotFound);
    CHECK(refused({.seminar = kSpring, .name = std::string(101, 'x')}) == ErrorCode::InvalidArgument);
    CHECK(refused({.seminar = kSpring, .name = "a\nb"}) == ErrorCode::InvalidArgument);
    std::vector<PersonId> ids;
    for (std::size_t i = 0; i < RoomScreens::kMaxOfSeminar; ++i) {
        ids.push_back(rig.link().id);
    }
    CHECK(refused({.seminar = kSpring, .name = ""}) == ErrorCode::TooMany);
    REQUIRE(rig.screens.remove(ids.front()));
    rig.link();
}
