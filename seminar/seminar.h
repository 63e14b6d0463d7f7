// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/media.h"
#include "base/result.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tsudoi::seminar {

/// draft -> open -> rehearsal <-> open
///                  rehearsal|open -> live <-> intermission -> ended -> expired
///                                    ended -> live (undo, kUndoEndWindow)
enum class SeminarState { Draft, Open, Rehearsal, Live, Intermission, Ended, Expired };

enum class SeminarEvent { Publish, Rehearse, StopRehearsal, Start, Pause, Resume, End, UndoEnd, Expire };

[[nodiscard]] std::string_view stateName(SeminarState state) noexcept;
[[nodiscard]] std::optional<SeminarState> stateByName(std::string_view name) noexcept;
/// \error WrongState: this event is not possible in this state (the text says what to do)
[[nodiscard]] Result<SeminarState> next(SeminarState state, SeminarEvent event);
/// On air: the stream runs and the recording with it.
[[nodiscard]] bool onAir(SeminarState state) noexcept;
/// On air or rehearsed.
[[nodiscard]] bool runs(SeminarState state) noexcept;

/// Ended or expired.
[[nodiscard]] bool isOver(SeminarState state) noexcept;

/// How long "end" can be taken back.
inline constexpr std::chrono::seconds kUndoEndWindow{10};

[[nodiscard]] Error noSuchSeminar(const SeminarId& id);

enum class AccessPolicy { Personal, Passcode, Unlisted };
[[nodiscard]] std::string_view policyName(AccessPolicy policy) noexcept;
[[nodiscard]] std::optional<AccessPolicy> policyByName(std::string_view name) noexcept;

/// Devices that may watch at once with one person's link, unless the seminar says otherwise.
inline constexpr int kDefaultDeviceLimit = 2;

/// One event. The value that the store keeps and the pages show.
struct Seminar {
    SeminarId id;
    std::string title;
    std::string speakers;      ///< free text under the title
    std::string contactName;   ///< the office
    std::string contactPhone;  ///< always visible to attendees
    bool meeting = false;      ///< without an audience; as it was made
    AccessPolicy policy = AccessPolicy::Personal;
    std::string passcodeHash;  ///< scrypt text (Crypto::hashPassword); empty without passcode
    int deviceLimit = kDefaultDeviceLimit;
    SeminarState state = SeminarState::Draft;
    std::optional<WallTime> startsAt;   ///< planned
    std::optional<WallTime> startedAt;  ///< went live
    std::optional<WallTime> endedAt;
    std::chrono::seconds replayKeep{0};   ///< how long after the end; new with 0: the server's own (replay.keep)
    std::optional<WallTime> replayUntil;  ///< set at the end; moved when the seminar is extended

    friend bool operator==(const Seminar&, const Seminar&) = default;
};

}  // namespace tsudoi::seminar
