// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"
#include "base/result.h"
#include "seminar/scene.h"
#include "signaling/generated/protocol.h"

#include <map>
#include <string>
#include <vector>

/// How scenes and layouts look in the protocol, both ways. Pure.
namespace tsudoi::signaling {

[[nodiscard]] protocol::Scene sceneView(const seminar::Scene& scene);
/// \param own  the layouts that operators made
/// \error InvalidArgument: no layout has this name
[[nodiscard]] Result<seminar::Scene> sceneFrom(const protocol::Scene& scene,
                                               const std::vector<seminar::OwnLayoutPtr>& own);

[[nodiscard]] std::vector<protocol::LayoutBox> boxesView(const std::vector<seminar::Box>& boxes, Size canvas);
/// \return by name: those that everybody has, then \p own
[[nodiscard]] std::map<std::string, protocol::LayoutView> layoutsView(const std::vector<seminar::OwnLayoutPtr>& own,
                                                                      Size canvas);
[[nodiscard]] seminar::OwnLayout layoutFrom(const protocol::StudioLayoutSaveParams& params);

}  // namespace tsudoi::signaling
