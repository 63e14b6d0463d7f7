// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace tsudoi::pipeline {

/// \return the H.264 encoder elements that work on this machine, best first; the software encoder
/// is
///         always the last one. Blocks while they are tried out.
[[nodiscard]] std::vector<std::string> workingEncoders();

}  // namespace tsudoi::pipeline
