// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ids.h"

#include <algorithm>

namespace tsudoi {

bool isAddressId(std::string_view text) noexcept {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    return !text.empty() && text.size() <= kMaxAddressIdLength && text.front() != '-' &&
           std::ranges::all_of(text, allowed);
}

}  // namespace tsudoi
