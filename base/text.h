// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tsudoi {

/// One sentence for people, in both languages of the house. Plain text, no markup.
struct Text {
    std::string ja;
    std::string en;

    friend bool operator==(const Text&, const Text&) = default;
};

}  // namespace tsudoi
