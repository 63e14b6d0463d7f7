// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/access.h"
#include "seminar/seminar.h"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <utility>

using namespace tsudoi;
using namespace tsudoi::seminar;

namespace {

using State = SeminarState;
using Event = SeminarEvent;

constexpr std::array kAllStates{State::Draft,        State::Open,  State::Rehearsal, State::Live,
                                State::Intermission, State::Ended, State::Expired};
constexpr std::array kAllEvents{Event::Publish, Event::Rehearse, Event::StopRehearsal, Event::Start, Event::Pause,
                                Event::Resume,  Event::End,      Event::UndoEnd,       Event::Expire};

/// Written out a second time on purpose: a change of the table must be meant.
const std::map<std::pair<State, Event>, State> kAllowed{
    {{State::Draft, Event::Publish}, State::Open},     {{State::Open, Event::Rehearse}, State::Rehearsal},
    {{State::Open, Event::Start}, State::Live},        {{State::Rehearsal, Event::StopRehearsal}, State::Open},
    {{State::Rehearsal, Event::Start}, State::Live},   {{State::Live, Event::Pause}, State::Intermission},
    {{State::Live, Event::End}, State::Ended},         {{State::Intermission, Event::Resume}, State::Live},
    {{State::Intermission, Event::End}, State::Ended}, {{State::Ended, Event::UndoEnd}, State::Live},
    {{State::Ended, Event::Expire}, State::Expired},
};

}  // namespace

TEST_CASE("every pair of state and event does what the diagram says") {
    for (const State state : kAllStates) {
        for (const Event event : kAllEvents) {
            CAPTURE(stateName(state));
            CAPTURE(static_cast<int>(event));
            const Result<State> after = next(state, event);
            const auto wanted = kAllowed.find({state, event});
            if (wanted != kAllowed.end()) {
                REQUIRE(after.has_value());
                CHECK(*after == wanted->second);
            } else {
                REQUIRE_FALSE(after.has_value());
                CHECK(after.error().code == ErrorCode::WrongState);
                CHECK_FALSE(after.error().text.ja.empty());
                CHECK_FALSE(after.error().text.en.empty());
            }
        }
    }
}

TEST_CASE("a seminar is on air while it is live or in its intermission") {
    for (const State state : kAllStates) {
        CHECK(onAir(state) == (state == State::Live || state == State::Intermission));
    }
}

TEST_CASE("names of states, policies and roles lead back to the same value") {
    for (const State state : kAllStates) {
        CHECK(stateByName(stateName(state)) == state);
    }
    for (const AccessPolicy policy : {AccessPolicy::Personal, AccessPolicy::Passcode, AccessPolicy::Unlisted}) {
        CHECK(policyByName(policyName(policy)) == policy);
    }
    for (const Role role :
         {Role::Attendee, Role::Panelist, Role::Venue, Role::Operator, Role::Organiser, Role::Admin}) {
        CHECK(roleByName(roleName(role)) == role);
    }
    CHECK_FALSE(stateByName("LIVE").has_value());
    CHECK_FALSE(policyByName("").has_value());
    CHECK_FALSE(roleByName("root").has_value());
}

TEST_CASE("operators, organisers and admins are staff, nobody else is") {
    CHECK(isStaff(Role::Operator));
    CHECK(isStaff(Role::Organiser));
    CHECK(isStaff(Role::Admin));
    CHECK_FALSE(isStaff(Role::Attendee));
    CHECK_FALSE(isStaff(Role::Panelist));
    CHECK_FALSE(isStaff(Role::Venue));
}
