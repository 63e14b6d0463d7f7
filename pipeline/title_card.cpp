// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/title_card.h"

#include "pipeline/text_card.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace tsudoi::pipeline {

namespace {

/// Letters in shares of the canvas' height.
constexpr int kTextShare = 20;
constexpr int kMoreShare = 32;
/// Around the words, in heights of the large letters.
constexpr double kPadding = 0.7;
constexpr double kLineHeight = 1.5;
constexpr int kMostLines = 4;
constexpr double kTitleNarrowest = 0.22;
/// From the edges, in shares of the canvas.
constexpr double kLeft = 0.05;
constexpr double kBelow = 0.08;
constexpr std::uint32_t kGround = 0xFF10202E;
/// The stripe at the left, limited range BT.709.
constexpr std::array<std::uint8_t, kPlanes> kStripe{150, 145, 75};
constexpr int kStripeShare = 200;  ///< of the canvas' width

int even(double value) {
    const int whole = static_cast<int>(std::ceil(value));
    return whole + whole % 2;
}

struct Letters {
    int text;
    int more;
};

Letters lettersOn(Size canvas) {
    const int unit = std::min(canvas.height, canvas.width * 9 / 16);
    return {std::max(unit / kTextShare, 8), std::max(unit / kMoreShare, 8)};
}

int linesOf(double width, double room) {
    return std::clamp(static_cast<int>(std::ceil(width / std::max(room, 1.0))), 1, kMostLines);
}

}  // namespace

Size titleSize(const seminar::Title& title, Size canvas) {
    const Letters letters = lettersOn(canvas);
    const double text = widthInLetters(title.text) * letters.text;
    const double more = widthInLetters(title.more) * letters.more;
    const double padding = 2 * kPadding * letters.text;
    const double widest = canvas.width * kTitleWidest;
    const double width = std::clamp(std::max(text, more) + padding, canvas.width * kTitleNarrowest, widest);
    const double room = width - padding;
    const double height = linesOf(text, room) * letters.text * kLineHeight +
                          (title.more.empty() ? 0 : linesOf(more, room) * letters.more * kLineHeight);
    return {std::min(even(width), canvas.width - canvas.width % 2), even(height + kPadding * letters.text)};
}

std::optional<Position> titlePosition(Size title, Size canvas) {
    const Position at{even(canvas.width * kLeft), even(canvas.height * (1 - kBelow)) - title.height};
    const bool fits = at.y >= 0 && at.x + title.width <= canvas.width;
    return fits ? std::optional(at) : std::nullopt;
}

PicturePtr drawTitle(const seminar::Title& title, Size canvas) {
    const Letters letters = lettersOn(canvas);
    TextCard card{title.text, title.more, kGround};
    card.align = TextCard::Align::Left;
    card.titlePixels = letters.text;
    card.textPixels = letters.more;
    card.padding = static_cast<int>(kPadding * letters.text);
    const PicturePtr words = drawCard(card, titleSize(title, canvas));
    if (!words) {
        return nullptr;
    }
    const auto made = makePicture(words->size);
    copy(*words, {}, *made, {0, 0, words->size.width, words->size.height});
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const int width = std::max(canvas.width / kStripeShare, 2) / (i == 0 ? 1 : 2);
        for (int y = 0; y < planeSize(made->size, i).height; ++y) {
            std::uint8_t* row = made->planes.at(i).data + std::ptrdiff_t{y} * made->planes.at(i).stride;
            std::fill_n(row, width, kStripe.at(i));
        }
    }
    return made;
}

}  // namespace tsudoi::pipeline
