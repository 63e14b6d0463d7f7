// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/seminar.h"

#include <algorithm>
#include <array>

namespace tsudoi::seminar {

namespace {

struct Arrow {
    SeminarState from;
    SeminarEvent event;
    SeminarState to;
};

/// The diagram in the header, one arrow per line. What is not here is refused.
constexpr std::array<Arrow, 11> kArrows{{
    {SeminarState::Draft, SeminarEvent::Publish, SeminarState::Open},
    {SeminarState::Open, SeminarEvent::Rehearse, SeminarState::Rehearsal},
    {SeminarState::Open, SeminarEvent::Start, SeminarState::Live},
    {SeminarState::Rehearsal, SeminarEvent::StopRehearsal, SeminarState::Open},
    {SeminarState::Rehearsal, SeminarEvent::Start, SeminarState::Live},
    {SeminarState::Live, SeminarEvent::Pause, SeminarState::Intermission},
    {SeminarState::Live, SeminarEvent::End, SeminarState::Ended},
    {SeminarState::Intermission, SeminarEvent::Resume, SeminarState::Live},
    {SeminarState::Intermission, SeminarEvent::End, SeminarState::Ended},
    {SeminarState::Ended, SeminarEvent::UndoEnd, SeminarState::Live},
    {SeminarState::Ended, SeminarEvent::Expire, SeminarState::Expired},
}};

struct NamedState {
    SeminarState state;
    std::string_view name;
};
constexpr std::array<NamedState, 7> kStates{{
    {SeminarState::Draft, "draft"},
    {SeminarState::Open, "open"},
    {SeminarState::Rehearsal, "rehearsal"},
    {SeminarState::Live, "live"},
    {SeminarState::Intermission, "intermission"},
    {SeminarState::Ended, "ended"},
    {SeminarState::Expired, "expired"},
}};

struct NamedPolicy {
    AccessPolicy policy;
    std::string_view name;
};
constexpr std::array<NamedPolicy, 3> kPolicies{{
    {AccessPolicy::Personal, "personal"},
    {AccessPolicy::Passcode, "passcode"},
    {AccessPolicy::Unlisted, "unlisted"},
}};

/// Why an event is refused in a state, and what can be done instead.
Text refusal(SeminarState state) {
    switch (state) {
        case SeminarState::Draft:
            return {"まだ下書きです。先に公開してください。", "The seminar is still a draft. Publish it first."};
        case SeminarState::Open:
            return {"まだ始まっていません。リハーサルか配信開始を選んでください。",
                    "The seminar has not begun. Rehearse or start it."};
        case SeminarState::Rehearsal:
            return {"リハーサル中です。配信を開始するか、リハーサルを終えてください。",
                    "The seminar is in rehearsal. Start it, or stop the rehearsal."};
        case SeminarState::Live:
            return {"配信中です。休憩にするか、終了してください。", "The seminar is live. Pause it or end it."};
        case SeminarState::Intermission:
            return {"休憩中です。再開するか、終了してください。",
                    "The seminar is in its intermission. Resume it or end it."};
        case SeminarState::Ended:
            return {"セミナーは終了しています。終了直後なら「元に戻す」で再開できます。",
                    "The seminar has ended. Just after the end, \"undo\" continues it."};
        case SeminarState::Expired: break;
    }
    return {"見逃し配信の期間も終わっています。新しいセミナーを作ってください。",
            "The seminar's replay is over too. Make a new seminar."};
}

}  // namespace

std::string_view stateName(SeminarState state) noexcept {
    const auto found = std::ranges::find(kStates, state, &NamedState::state);
    return found != kStates.end() ? found->name : std::string_view{};
}

std::optional<SeminarState> stateByName(std::string_view name) noexcept {
    const auto found = std::ranges::find(kStates, name, &NamedState::name);
    return found != kStates.end() ? std::optional(found->state) : std::nullopt;
}

Result<SeminarState> next(SeminarState state, SeminarEvent event) {
    const auto found =
        std::ranges::find_if(kArrows, [&](const Arrow& arrow) { return arrow.from == state && arrow.event == event; });
    if (found == kArrows.end()) {
        return fail(ErrorCode::WrongState, refusal(state));
    }
    return found->to;
}

bool onAir(SeminarState state) noexcept {
    return state == SeminarState::Live || state == SeminarState::Intermission;
}

bool runs(SeminarState state) noexcept {
    return onAir(state) || state == SeminarState::Rehearsal;
}

bool isOver(SeminarState state) noexcept {
    return state == SeminarState::Ended || state == SeminarState::Expired;
}

Error noSuchSeminar(const SeminarId& id) {
    return {ErrorCode::NotFound,
            {"セミナー「" + id.str() + "」はありません。", "There is no seminar \"" + id.str() + "\"."}};
}

std::string_view policyName(AccessPolicy policy) noexcept {
    const auto found = std::ranges::find(kPolicies, policy, &NamedPolicy::policy);
    return found != kPolicies.end() ? found->name : std::string_view{};
}

std::optional<AccessPolicy> policyByName(std::string_view name) noexcept {
    const auto found = std::ranges::find(kPolicies, name, &NamedPolicy::name);
    return found != kPolicies.end() ? std::optional(found->policy) : std::nullopt;
}

}  // namespace tsudoi::seminar
