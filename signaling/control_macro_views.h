// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/macro.h"
#include "signaling/generated/protocol.h"

#include <map>
#include <string>
#include <vector>

/// How macros look in the protocol, both ways. Pure.
namespace tsudoi::signaling {

[[nodiscard]] std::map<std::string, protocol::MacroView> macrosView(const std::vector<seminar::Macro>& macros);
[[nodiscard]] seminar::Macro macroFrom(const protocol::StudioMacroSaveParams& params);

}  // namespace tsudoi::signaling
