// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "seminar/seminar.h"

#include <string>

/// What a seminar's fields must be like. Pure.
namespace tsudoi::seminar {

inline constexpr int kMaxDeviceLimit = 20;
inline constexpr std::chrono::seconds kMaxReplayKeep = std::chrono::hours(24 * 3650);

/// \error InvalidArgument: the text names the field
[[nodiscard]] Status validate(const Seminar& seminar);
/// \error InvalidArgument: 4 to 64 characters
[[nodiscard]] Status validatePasscode(const std::string& passcode);
[[nodiscard]] Status validateLabel(const std::string& label);
/// \return an id that cannot be guessed and can be read aloud (no l, o, 0, 1)
[[nodiscard]] SeminarId randomSeminarId();

}  // namespace tsudoi::seminar
