// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/programme.h"

#include <string>

namespace tsudoi::pipeline {

/// \return scheme, host and port of an address; empty when it is none. Safe to show.
[[nodiscard]] std::string shownAddress(const std::string& url);

/// \return whether an SRT input waits to be called ("mode=listener", or no host in the address)
[[nodiscard]] bool isListener(const seminar::InputSpec& spec);

/// \return whether an address has one of the schemes that its kind allows (rtsp, rtsps; srt; rtmp, rtmps)
[[nodiscard]] bool hasRightScheme(const seminar::InputSpec& spec);

}  // namespace tsudoi::pipeline
