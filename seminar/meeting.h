// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/thread_role.h"
#include "seminar/office.h"
#include "seminar/panel.h"
#include "seminar/studio.h"

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tsudoi::seminar {

/// The picture of a meeting: everybody in tiles of equal size, the room's inputs first; a shared screen is large, with
/// the others beside it. Where there are not tiles enough, the room gives way. Pure.
/// \param share  an input; empty: nobody shares
[[nodiscard]] Scene arrangementOf(const std::vector<InputId>& room, const std::vector<InputId>& people,
                                  const InputId& share);

/// The meeting that runs: whoever is connected is on stage, and the programme shows them all. A take by hand ends
/// the arranging until arrange() is called.
///
/// Place in the flow: Studio, Office (what changed) -> [Meeting] -> Panel (the stage), Studio (the programme).
/// Threads: thread-bound (control thread). What it knows lives as long as the process; after a restart a meeting that
/// runs is found again, and its picture is that of those who come back.
class Meeting {
public:
    /// Somebody who is lost keeps their tile (their name card is in it) and their place for so long.
    static constexpr std::chrono::seconds kHold{10};
    static constexpr Transition kReflow{TransitionKind::Fade, std::chrono::milliseconds(300)};

    struct Parts {
        Studio& studio;
        Office& office;
        Panel& panel;
        Executor& control;
        Clock clock = {};
    };
    /// Hears from now on what studio and office change.
    explicit Meeting(Parts parts) TSUDOI_CONTROL_THREAD;

    /// Follows what has changed. Calls without a change do nothing.
    void look() TSUDOI_CONTROL_THREAD;
    /// The picture arranges itself again. The room's inputs that the programme shows now stay in it.
    /// \error WrongState: no meeting runs
    Status arrange() TSUDOI_CONTROL_THREAD;
    /// Takes a participant out of the meeting at once, for somebody who removes them.
    void dismiss(const InputId& participant) TSUDOI_CONTROL_THREAD;
    /// \return whether the picture arranges itself; nullopt: no meeting runs
    [[nodiscard]] std::optional<bool> arranges() const TSUDOI_CONTROL_THREAD;

private:
    using Steady = std::chrono::steady_clock::time_point;
    struct Participant {
        InputId id;
        std::optional<Steady> lostSince;
    };
    /// There while a meeting runs.
    struct Run {
        SeminarId seminar;
        Scene before;                      ///< of the programme
        std::vector<InputId> room;         ///< inputs that stay in the picture
        std::vector<Participant> present;  ///< as they came; at the beginning as they were invited
        std::vector<InputId> sharing;      ///< participants, as they began
        std::set<InputId> sentOut;         ///< to the green room, by the operator's hand
        std::optional<Scene> arranged;     ///< what was put on last; another programme is one by hand
        bool arranges = true;
    };

    void begin(const SeminarId& seminar) TSUDOI_CONTROL_THREAD;
    void end() TSUDOI_CONTROL_THREAD;
    void follow() TSUDOI_CONTROL_THREAD;
    void follow(const Panelist& panelist) TSUDOI_CONTROL_THREAD;
    void followShare(const Panelist& panelist, bool seen) TSUDOI_CONTROL_THREAD;
    void letGo(const std::vector<Panelist>& listed) TSUDOI_CONTROL_THREAD;
    void show() TSUDOI_CONTROL_THREAD;
    void wake();
    [[nodiscard]] std::vector<InputId> roomInputs(const Scene& scene) const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] std::vector<Panelist> asInvited() const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool isOnStage(const InputId& participant) const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] std::vector<InputId> onStage() const TSUDOI_CONTROL_THREAD;

    const Parts parts_;
    std::optional<Run> run_;
    std::unique_ptr<Timer> holdTimer_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::seminar
