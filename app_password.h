// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <iosfwd>
#include <string>

namespace tsudoi::app {

/// Short ones are accepted, with a word of advice.
inline constexpr std::size_t kAdvisedPasswordLength = 12;
inline constexpr std::size_t kMaxPasswordLength = 256;

/// Reads a new password: asked for twice without echo at a terminal, else the first line of \p in.
///
/// \param terminal  \p in is standard input and that is a terminal
/// \param prompts   where the questions go (standard error)
/// \error InvalidArgument: empty, too long, or typed differently the second time; Io: the terminal went away
[[nodiscard]] Result<std::string> readPassword(std::istream& in, std::ostream& prompts, bool terminal);

}  // namespace tsudoi::app
