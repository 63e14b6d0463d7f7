// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/picture.h"
#include "seminar/programme.h"
#include "seminar/scene.h"

#include <cstdint>
#include <vector>

namespace tsudoi::pipeline {

/// What an input gives to a frame.
struct Shot {
    PicturePtr picture;
    PicturePtr tag = nullptr;  ///< with the name of who is seen; null: none
};

/// A picture in its box. Without a picture the box is black.
struct Tile {
    PicturePtr picture;
    Rect box;
    seminar::Fit fit = seminar::Fit::Contain;
    InputId input{};                ///< whose picture it is; empty: nobody's
    bool glides = false;            ///< the box or its framing is another one in every frame
    seminar::Framing framing = {};  ///< its own fit means nothing
    PicturePtr tag = nullptr;       ///< lies over its lower left corner; null: none
    int lines = 0;  ///< height of the canvas whose layout it belongs to, for border and tag; 0: the one drawn on

    friend bool operator==(const Tile&, const Tile&) = default;
};

/// A whole canvas, bottom tile first; black where no tile is.
using Tiles = std::vector<Tile>;

/// How much of what is above is seen, in 256ths.
inline constexpr int kOpaque = 256;
/// The end of a transition; fine enough for a picture of 4096 pixels that moves a pixel per frame.
inline constexpr int kArrived = 4096;

/// A title over the scene.
struct Overlay {
    PicturePtr picture;  ///< null: none
    int opacity = 0;     ///< in 256ths

    [[nodiscard]] bool seen() const noexcept { return picture && opacity > 0; }
};

/// Everything that one programme frame is made of, fixed at its tick.
struct FramePlan {
    std::int64_t number = 0;
    MediaTime pts{};
    MediaTime duration{};
    Tiles scene;
    int progress = kArrived;                                      ///< from what was before to scene
    seminar::TransitionKind kind = seminar::TransitionKind::Cut;  ///< only with progress < kArrived
    Tiles before;                                                 ///< only with progress < kArrived
    std::int64_t transition = 0;                                  ///< which one; goes up with every take
    bool beforeIsLastFrame = false;  ///< a take during a transition starts from what was on air
    Overlay title;                   ///< not under a slate
    bool slate = false;              ///< the audience sees slateCard and nothing else
    PicturePtr slateCard;            ///< null: black until the card is drawn
    Tiles panel;                     ///< for screens that show the panelists only; empty: there is no such screen
};

}  // namespace tsudoi::pipeline
