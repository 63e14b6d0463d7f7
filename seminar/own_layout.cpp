// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/own_layout.h"

#include "base/characters.h"

#include <algorithm>
#include <set>

namespace tsudoi::seminar {

namespace {

/// Numbers come from a page as decimals: the last digit may be wrong.
constexpr double kRounding = 1e-6;

bool isOnCanvas(double start, double length) {
    return start >= -kRounding && length >= kMinBoxShare && start + length <= 1 + kRounding;
}

tl::unexpected<Error> invalid(std::string ja, std::string en) {
    return fail(ErrorCode::InvalidArgument, Text{std::move(ja), std::move(en)});
}

Status validate(const OwnBox& box) {
    if (std::ranges::find(slotNames(), box.slot) == slotNames().end()) {
        return invalid("枠の名前「" + box.slot + "」は使えません。", "A box cannot be called \"" + box.slot + "\".");
    }
    if (!isOnCanvas(box.x, box.width) || !isOnCanvas(box.y, box.height)) {
        return invalid("枠が画面からはみ出しているか、小さすぎます。", "A box is off the canvas or too small.");
    }
    return {};
}

}  // namespace

const std::vector<std::string>& slotNames() {
    static const std::vector<std::string> kNames{"main",   "inset", "lecturer", "slides", "panelist", "left",
                                                 "centre", "right", "1",        "2",      "3",        "4",
                                                 "5",      "6",     "7",        "8"};
    return kNames;
}

Status validate(const OwnLayout& layout) {
    const std::size_t length = characters(layout.name);
    if (length == 0 || length > kMaxLayoutName || hasControls(layout.name)) {
        return invalid("レイアウトの名前は 1 から 40 文字にしてください。", "A layout's name has 1 to 40 characters.");
    }
    if (layout.boxes.empty() || layout.boxes.size() > kMaxOwnBoxes) {
        return invalid("枠は 1 個から 8 個までです。", "A layout has 1 to 8 boxes.");
    }
    std::set<std::string> seen;
    for (const OwnBox& box : layout.boxes) {
        if (const Status valid = validate(box); !valid) {
            return valid;
        }
        if (!seen.insert(box.slot).second) {
            return invalid("同じ名前の枠が二つあります。別の名前にしてください。",
                           "Two boxes have the same name. Give one of them another one.");
        }
    }
    return {};
}

}  // namespace tsudoi::seminar
