// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/picture.h"

#include <array>
#include <cstdint>

/// Pixel work on I420 pictures. Pure apart from the destination.
namespace tsudoi::pipeline {

struct Position {
    int x = 0;
    int y = 0;
};

void fillBlack(Picture& canvas);

/// Copies as many pixels as \p target holds. All numbers even, both sides inside their pictures.
void copy(const Picture& from, Position at, Picture& to, const Rect& target);

/// The same with left and right changed.
void copyMirrored(const Picture& from, Position at, Picture& to, const Rect& target);

/// A colour in I420's planes.
using Colour = std::array<std::uint8_t, kPlanes>;
/// \return an RGB colour as BT.709, limited range
[[nodiscard]] Colour colourOf(std::uint32_t rgb);
/// Draws the edge of a box, inwards. All numbers even, the box inside the canvas.
void frame(Picture& canvas, const Rect& box, int width, const Colour& colour);

/// Half as wide and half as high: each pixel is the mean of four. What begins at \p at and is twice
/// as large as \p out must lie inside \p from; its size a multiple of 4.
void halve(const Picture& from, Position at, Picture& out);

/// out = before + (after - before) * opacity / 256, rounded; all three of one size
void blend(const Picture& before, const Picture& after, int opacity, Picture& out);

/// Lays \p over at \p at over a part of \p canvas, with an opacity in 256ths; all numbers even, inside the canvas
void overlay(const Picture& over, int opacity, Picture& canvas, Position at);

}  // namespace tsudoi::pipeline
