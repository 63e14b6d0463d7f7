// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"
#include "pipeline/webrtc_visit.h"
#include "seminar/programme.h"
#include "signaling/ice_servers.h"

#include <vector>

/// Settings as the file has them -> the values that the rooms take.
namespace tsudoi::app {

[[nodiscard]] seminar::ProgrammeSpec programmeSpec(const config::ProgrammeSettings& settings);
[[nodiscard]] std::vector<seminar::InputSpec> inputSpecs(const std::vector<config::InputSettings>& inputs);
/// A server that listens on loopback only has its WebRTC peers there, too.
[[nodiscard]] pipeline::IceOptions iceOptions(const config::Settings& settings);

/// What panelists' browsers are told.
[[nodiscard]] signaling::IceServerSettings iceServers(const config::Settings& settings);

}  // namespace tsudoi::app
