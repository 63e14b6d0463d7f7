// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"
#include "base/result.h"
#include "seminar/framing.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tsudoi::seminar {

/// One box of a layout on the canvas, in canvas pixels (even numbers: I420).
struct Box {
    std::string slot;
    Rect rect;
    Fit fit = Fit::Contain;
    Framing framing = {};  ///< its own fit is in fit

    friend bool operator==(const Box&, const Box&) = default;
};

enum class LayoutKind {
    Full,
    LecturerSlides,
    SlidesLecturerCorner,
    LecturerSlidesPanelist,
    SideBySide,
    PipTopLeft,  ///< picture in picture: one is the whole canvas, the other a corner of it
    PipTopRight,
    PipBottomLeft,
    PipBottomRight,
    ThreeBoxes,
    FourBoxes,
    Panel,
    SlidesPanel,
    Own,  ///< made by an operator
};

/// Those that everybody has, in the order in which the studio offers them: all but Own.
inline constexpr std::array kBuiltInLayouts{LayoutKind::Full,
                                            LayoutKind::LecturerSlides,
                                            LayoutKind::SlidesLecturerCorner,
                                            LayoutKind::LecturerSlidesPanelist,
                                            LayoutKind::SideBySide,
                                            LayoutKind::PipTopLeft,
                                            LayoutKind::PipTopRight,
                                            LayoutKind::PipBottomLeft,
                                            LayoutKind::PipBottomRight,
                                            LayoutKind::ThreeBoxes,
                                            LayoutKind::FourBoxes,
                                            LayoutKind::Panel,
                                            LayoutKind::SlidesPanel};

/// Most tiles a panel can have.
inline constexpr int kMaxPanelTiles = 8;

/// \return the layout's name in the contract, e.g. "lecturer-slides"; Own has none
[[nodiscard]] std::string_view layoutName(LayoutKind kind) noexcept;
/// \error InvalidArgument: no layout has this name (the text lists them)
[[nodiscard]] Result<LayoutKind> layoutByName(std::string_view name);

/// \return the slot names of a layout in the order of the studio's number keys;
///         panel: "1" to "8"; slides-panel: "slides" before them
[[nodiscard]] std::vector<std::string> slotsOf(LayoutKind layout);

/// Whether its tiles take the room of those that are empty, and carry the names of panelists.
[[nodiscard]] constexpr bool hasTiles(LayoutKind layout) noexcept {
    return layout == LayoutKind::Panel || layout == LayoutKind::SlidesPanel;
}

/// \return the boxes of a layout on a canvas, bottom first, every coordinate even, inside the canvas.
/// \param tiles  of a layout that hasTiles(): which of them are there, in order. Panel: the largest 16:9 tiles that
///         fit, last row centred. Slides with a panel: the tiles are a column at the right edge, the slides have what
///         is left.
[[nodiscard]] std::vector<Box> boxesOf(LayoutKind layout, const std::vector<std::string>& tiles, Size canvas);

}  // namespace tsudoi::seminar
