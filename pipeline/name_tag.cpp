// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/name_tag.h"

#include "pipeline/text_card.h"

#include <algorithm>

namespace tsudoi::pipeline {

namespace {

constexpr std::uint32_t kGround = 0xFF10202E;
constexpr int kLetters = 40;  ///< height
constexpr int kPadding = 20;

}  // namespace

PicturePtr drawNameTag(const std::string& name) {
    const double width = widthInLetters(name);
    if (width <= 0) {
        return nullptr;
    }
    const int room = kNameTagWidest - 2 * kPadding;
    TextCard card{name, "", kGround};
    card.align = TextCard::Align::Left;
    card.titlePixels = std::min(kLetters, static_cast<int>(room / width));
    card.padding = kPadding;
    const int wide = std::min(static_cast<int>(width * kLetters), room) + 2 * kPadding;
    return drawCard(card, {wide + wide % 2, kNameTagHeight});
}

}  // namespace tsudoi::pipeline
