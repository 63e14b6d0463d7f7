// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"
#include "base/ids.h"
#include "base/result.h"
#include "seminar/layout.h"
#include "seminar/own_layout.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tsudoi::seminar {

/// A layout with its slots assigned to inputs. A slot without an entry is empty (black).
struct Scene {
    LayoutKind layout = LayoutKind::Full;
    std::map<std::string, InputId> slots = {};
    std::map<std::string, Framing> framing = {};  ///< of slots whose picture was adjusted
    bool names = true;                            ///< panelists' names on the tiles of a layout that has them
    OwnLayoutPtr own = nullptr;                   ///< of LayoutKind::Own: which one

    /// Own layouts are the same when they look the same.
    friend bool operator==(const Scene& one, const Scene& other);
};

/// Which layout a scene has.
struct LayoutChoice {
    LayoutKind kind = LayoutKind::Full;
    OwnLayoutPtr own = nullptr;
};
/// Before the id of an operator's own layout, in the protocol and in the store: "own:{id}".
inline constexpr std::string_view kOwnPrefix = "own:";
/// \return its layout's name, e.g. "lecturer-slides" or "own:4f2a"
[[nodiscard]] std::string layoutNameOf(const Scene& scene);
/// \param own  those that there are
/// \error InvalidArgument: there is no such layout
[[nodiscard]] Result<LayoutChoice> layoutChoice(std::string_view name, const std::vector<OwnLayoutPtr>& own);

/// \return the slots of a scene in the order of the studio's number keys
[[nodiscard]] std::vector<std::string> slotsOf(const Scene& scene);
/// \return an own layout's boxes on a canvas: every coordinate even, inside the canvas
[[nodiscard]] std::vector<Box> boxesOf(const OwnLayout& layout, Size canvas);
/// \return the boxes of a scene on a canvas, bottom first; a panel has as many tiles as assigned slots, at least one
[[nodiscard]] std::vector<Box> boxesOf(const Scene& scene, Size canvas);

/// \return the panel of these inputs in their order; those beyond kMaxPanelTiles are left out
[[nodiscard]] Scene panelOf(const std::vector<InputId>& inputs);
/// \return the same with \p slides large beside them
[[nodiscard]] Scene slidesPanelOf(const InputId& slides, const std::vector<InputId>& inputs);

/// \return the scene after an input left it: those that remain get a layout that has room for them and for no more. An
///         own layout stays as it was made. Without anybody left, or without the input in it: as it is.
[[nodiscard]] Scene withoutInput(Scene scene, const InputId& input);

/// \error InvalidArgument: a slot that the layout does not have, one input twice, or framing out of range
[[nodiscard]] Status validate(const Scene& scene);
[[nodiscard]] bool shows(const Scene& scene, const InputId& input);

}  // namespace tsudoi::seminar
