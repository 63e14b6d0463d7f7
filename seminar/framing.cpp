// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/framing.h"

#include <algorithm>
#include <cmath>

namespace tsudoi::seminar {

namespace {

constexpr int even(std::int64_t value) noexcept {
    return static_cast<int>(value - value % 2);
}
constexpr int evenAtLeastTwo(std::int64_t value) noexcept {
    return std::max(even(value), 2);
}

int zoomed(int length, double zoom) {
    return evenAtLeastTwo(std::llround(length * zoom));
}

/// \return where a stretch begins of which \p room is seen, from \p start on
int panned(int start, int room, int length, double pan) {
    const int spare = length - room;
    if (spare <= 0) {
        return start - even(spare / 2);
    }
    return start - std::clamp(even(std::llround(spare * (1 + pan) / 2)), 0, even(spare));
}

bool within(double value, double least, double most) {
    return value >= least && value <= most;  // false for what is no number
}

}  // namespace

Status validate(const Framing& framing) {
    const bool pans = within(framing.panX, -1, 1) && within(framing.panY, -1, 1);
    const bool border = framing.border >= 0 && framing.border <= kMaxBorder && framing.borderColour <= kMaxColour;
    if (!pans || !border || !within(framing.zoom, 1, kMaxZoom)) {
        return fail(ErrorCode::InvalidArgument,
                    Text{"枠の調整の値が範囲外です（拡大 1〜8 倍、位置 -1〜1、枠線 0〜24）。",
                         "A number of the framing is out of range (zoom 1 to 8, pan -1 to 1, border 0 to 24)."});
    }
    return {};
}

Rect fitted(Size picture, const Rect& box, Fit fit) {
    if (picture.empty()) {
        return box;
    }
    const std::int64_t byWidth = std::int64_t{box.width} * picture.height;
    const std::int64_t byHeight = std::int64_t{box.height} * picture.width;
    const bool widthDecides = (fit == Fit::Contain) == (byWidth <= byHeight);
    Size size{even(box.width), even(box.height)};
    if (widthDecides) {
        size.height = evenAtLeastTwo(byWidth / picture.width);
    } else {
        size.width = evenAtLeastTwo(byHeight / picture.height);
    }
    return {box.x + even((box.width - size.width) / 2), box.y + even((box.height - size.height) / 2), size.width,
            size.height};
}

Rect framed(Size picture, const Rect& box, Fit fit, const Framing& framing) {
    const Rect whole = fitted(picture, box, fit);
    if (framing.zoom == 1 && framing.panX == 0 && framing.panY == 0) {
        return whole;
    }
    const Size size{zoomed(whole.width, framing.zoom), zoomed(whole.height, framing.zoom)};
    return {panned(box.x, box.width, size.width, framing.panX), panned(box.y, box.height, size.height, framing.panY),
            size.width, size.height};
}

}  // namespace tsudoi::seminar
