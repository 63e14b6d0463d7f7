// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/programme.h"

#include <chrono>
#include <optional>

namespace tsudoi::pipeline {

/// From this age on the last picture is held.
inline constexpr std::chrono::milliseconds kHoldAfter{300};
/// From this age on the name card is shown: on air within 1.2 s of the last picture, watching and mixing included.
inline constexpr std::chrono::milliseconds kLostAfter{1100};

/// What the age of the newest picture means. Pure.
struct InputAge {
    std::optional<std::chrono::nanoseconds> age;  ///< absent: nothing has ever come
    bool still = false;                           ///< a picture that never grows old (image, film at its end)
    bool failed = false;                          ///< the first start did not work
};

/// Starting -> Live <-> Hold -> Lost -> Live; Starting -> Lost when the first start fails.
[[nodiscard]] constexpr seminar::InputState stateOf(const InputAge& newest) noexcept {
    using seminar::InputState;
    if (!newest.age) {
        return newest.failed ? InputState::Lost : InputState::Starting;
    }
    if (newest.still || *newest.age < kHoldAfter) {
        return InputState::Live;
    }
    return *newest.age < kLostAfter ? InputState::Hold : InputState::Lost;
}

}  // namespace tsudoi::pipeline
