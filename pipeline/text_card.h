// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/picture.h"
#include "seminar/programme.h"

#include <cstdint>
#include <string>

namespace tsudoi::pipeline {

/// Words on a plain ground.
struct TextCard {
    enum class Align { Centre, Left };

    std::string title;                  ///< large; may be empty
    std::string text;                   ///< smaller, below; may be empty
    std::uint32_t ground = 0xFF16202C;  ///< ARGB
    Align align = Align::Centre;
    int titlePixels = 0;  ///< height of the letters; 0: by the picture's
    int textPixels = 0;
    int padding = 0;  ///< Left: from the edge, pixels
};

/// \return the card that stands for an input without signal
[[nodiscard]] TextCard nameCard(const std::string& inputName);
/// \return the card that the audience sees instead of the programme
[[nodiscard]] TextCard slateCard(const seminar::Slate& slate);

/// \return the card of a screen that shows the panelists only, while none of them is on stage
[[nodiscard]] TextCard nobodyCard();

/// \return about how wide a line is, in heights of its letters: Japanese ones are as wide as high
[[nodiscard]] double widthInLetters(const std::string& text);

/// Draws a card. Blocks for as long as fonts take to load: call on a worker.
/// \return nullptr when it cannot be drawn (logged)
[[nodiscard]] PicturePtr drawCard(const TextCard& card, Size size);

}  // namespace tsudoi::pipeline
