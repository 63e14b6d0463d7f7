// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/office.h"
#include "support/office_rig.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::seminar;
using namespace std::chrono_literals;
using tests::kSpring;
using tests::OfficeRig;

TEST_CASE("marks are set on air only") {
    OfficeRig rig;
    rig.open();
    CHECK(rig.office.mark(kSpring, "Questions").error().code == ErrorCode::WrongState);
    REQUIRE(rig.office.start(kSpring).has_value());
    CHECK(rig.office.mark(kSpring, "").error().code == ErrorCode::InvalidArgument);
    REQUIRE(rig.office.mark(kSpring, "Questions").has_value());
    CHECK(rig.log.back() == "mark spring Questions");
}

TEST_CASE("a new seminar gets the server's replay window and an address nobody guesses") {
    OfficeRig rig;
    Seminar seminar;
    seminar.title = "No id";
    const auto first = rig.office.create(seminar, {});
    const auto second = rig.office.create(seminar, {});
    REQUIRE(first.has_value());
    REQUIRE(second.has_value());
    CHECK(*first != *second);
    CHECK(isAddressId(first->str()));
    CHECK(first->str().size() >= 10);
    CHECK(rig.office.find(*first)->replayKeep == tests::kWeek);
    CHECK(rig.state(*first) == SeminarState::Draft);
}

TEST_CASE("a seminar with unusable fields is refused") {
    OfficeRig rig;
    rig.open();
    const auto refused = [&](auto change) {
        Seminar seminar;
        seminar.id = SeminarId("new");
        seminar.title = "Title";
        change(seminar);
        const auto made = rig.office.create(seminar, {});
        return made ? ErrorCode::Internal : made.error().code;
    };
    CHECK(refused([](Seminar& s) { s.id = kSpring; }) == ErrorCode::Conflict);
    CHECK(refused([](Seminar& s) { s.id = SeminarId("../etc"); }) == ErrorCode::InvalidArgument);
    CHECK(refused([](Seminar& s) { s.title.clear(); }) == ErrorCode::InvalidArgument);
    CHECK(refused([](Seminar& s) { s.deviceLimit = 0; }) == ErrorCode::InvalidArgument);
    CHECK(refused([](Seminar& s) { s.replayKeep = -1s; }) == ErrorCode::InvalidArgument);
    CHECK(refused([](Seminar& s) { s.policy = AccessPolicy::Passcode; }) == ErrorCode::InvalidArgument);
}

TEST_CASE("a passcode is kept as its hash only and opens the door") {
    OfficeRig rig;
    Seminar seminar;
    seminar.id = kSpring;
    seminar.title = "Title";
    seminar.policy = AccessPolicy::Passcode;
    REQUIRE(rig.office.create(seminar, "sakura").has_value());
    REQUIRE(rig.executor.runUntil([&] { return !rig.office.find(kSpring)->passcodeHash.empty(); }));
    CHECK(rig.office.find(kSpring)->passcodeHash == "hashed:sakura");
    CHECK(rig.store.state.seminars.at(0).passcodeHash == "hashed:sakura");
    REQUIRE(rig.office.setPasscode(kSpring, "momiji").has_value());
    CHECK(rig.executor.runUntil([&] { return rig.office.find(kSpring)->passcodeHash == "hashed:momiji"; }));
    CHECK_FALSE(rig.office.setPasscode(kSpring, "abc").has_value());
}

TEST_CASE("an update changes what the office may change, and nothing else") {
    OfficeRig rig;
    rig.live();
    Seminar changed = *rig.office.find(kSpring);
    changed.title = "Another title";
    changed.state = SeminarState::Expired;
    changed.replayUntil = WallTime{};
    REQUIRE(rig.office.update(changed).has_value());
    CHECK(rig.office.find(kSpring)->title == "Another title");
    CHECK(rig.state() == SeminarState::Live);
    CHECK_FALSE(rig.office.find(kSpring)->replayUntil.has_value());
    changed.policy = AccessPolicy::Passcode;
    CHECK(rig.office.update(changed).error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("a removed seminar takes its media, people and sessions along") {
    OfficeRig rig;
    rig.live();
    (void)rig.access.addPerson({.id = PersonId("taro"), .seminar = kSpring, .name = "Taro"});
    CHECK(rig.office.remove(kSpring).error().code == ErrorCode::WrongState);
    REQUIRE(rig.office.end(kSpring).has_value());
    CHECK(rig.office.remove(kSpring).error().code == ErrorCode::WrongState);
    rig.finishEnd();
    rig.log.clear();
    REQUIRE(rig.office.remove(kSpring).has_value());
    CHECK(rig.log == tests::CallLog{"forget spring"});
    CHECK(rig.office.find(kSpring) == nullptr);
    CHECK(rig.store.state.people.empty());
    CHECK(rig.access.people(kSpring).empty());
}

TEST_CASE("every change of a seminar is announced") {
    OfficeRig rig;
    rig.open();
    int changes = 0;
    rig.office.onChange([&](const SeminarId& id) {
        CHECK(id == kSpring);
        ++changes;
    });
    REQUIRE(rig.office.start(kSpring).has_value());
    CHECK(changes == 1);
    rig.office.recordingStarted(kSpring);
    REQUIRE(rig.office.end(kSpring).has_value());
    CHECK(changes == 3);
    rig.finishEnd();
    CHECK(changes == 4);
}

TEST_CASE("seminars are listed by their planned start, those without one last") {
    OfficeRig rig;
    const auto planned = [&](const std::string& id, std::optional<WallTime> startsAt) {
        Seminar seminar;
        seminar.id = SeminarId(id);
        seminar.title = id;
        seminar.startsAt = startsAt;
        REQUIRE(rig.office.create(seminar, {}).has_value());
    };
    planned("a-undated", {});
    planned("b-late", WallTime(2h));
    planned("c-early", WallTime(1h));
    std::vector<std::string> ids;
    for (const Seminar& seminar : rig.office.all()) {
        ids.push_back(seminar.id.str());
    }
    CHECK(ids == std::vector<std::string>{"c-early", "b-late", "a-undated"});
}
