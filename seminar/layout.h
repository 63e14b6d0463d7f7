// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"
#include "base/ids.h"
#include "base/result.h"

#include <map>
#include <string>
#include <vector>

namespace tsudoi::seminar {

/// How a picture that has another shape than its box is put into it.
enum class Fit { Contain, Cover };

/// One box of a layout on the canvas, in canvas pixels (even numbers: I420).
struct Box {
    std::string slot;
    Rect rect;
    Fit fit = Fit::Contain;

    friend bool operator==(const Box&, const Box&) = default;
};

enum class LayoutKind { Full, LecturerSlides, SlidesLecturerCorner, SideBySide, Panel, SlidesPanel };

/// Most tiles a panel can have.
inline constexpr int kMaxPanelTiles = 8;

/// \return the layout's name in the contract, e.g. "lecturer-slides"
[[nodiscard]] std::string_view layoutName(LayoutKind kind) noexcept;
/// \error InvalidArgument: no layout has this name (the text lists them)
[[nodiscard]] Result<LayoutKind> layoutByName(std::string_view name);

/// A layout with its slots assigned to inputs. A slot without an entry is empty (black).
struct Scene {
    LayoutKind layout = LayoutKind::Full;
    std::map<std::string, InputId> slots;

    friend bool operator==(const Scene&, const Scene&) = default;
};

/// \return the slot names of a layout in the order of the studio's number keys;
///         panel: "1" to "8"; slides-panel: "slides" before them
[[nodiscard]] std::vector<std::string> slotsOf(LayoutKind layout);

/// \return the boxes of a scene on a canvas, bottom first. Panel: as many tiles as assigned slots (at least one),
///         in slot order, the largest 16:9 tiles that fit, last row centred. Slides with a panel: the tiles are a
///         column at the right edge, the slides have what is left. Every coordinate even, inside the canvas.
[[nodiscard]] std::vector<Box> boxesOf(const Scene& scene, Size canvas);

/// \return the panel of these inputs in their order; those beyond kMaxPanelTiles are left out
[[nodiscard]] Scene panelOf(const std::vector<InputId>& inputs);
/// \return the same with \p slides large beside them
[[nodiscard]] Scene slidesPanelOf(const InputId& slides, const std::vector<InputId>& inputs);

/// \return where in \p box a picture of size \p picture lies (Contain), even numbers, centred.
[[nodiscard]] Rect fitted(Size picture, const Rect& box, Fit fit);

/// \error InvalidArgument: a slot that the layout does not have, or one input twice
[[nodiscard]] Status validate(const Scene& scene);
[[nodiscard]] bool shows(const Scene& scene, const InputId& input);

}  // namespace tsudoi::seminar
