// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/persistence.h"

#include <utility>

namespace tsudoi::seminar {

Persistence::Turn Persistence::hear(std::optional<bool> wrong) noexcept {
    if (!wrong) {
        return Turn::None;
    }
    against_ = *wrong == on_ ? 0 : against_ + 1;
    if (against_ < (on_ ? ends_ : begins_)) {
        return Turn::None;
    }
    against_ = 0;
    on_ = !on_;
    return on_ ? Turn::Begins : Turn::Ends;
}

bool Persistence::forget() noexcept {
    against_ = 0;
    return std::exchange(on_, false);
}

void tell(Studio& studio, Persistence::Turn turn, const Alert& alert) {
    if (turn == Persistence::Turn::Begins) {
        studio.raise(alert);
    } else if (turn == Persistence::Turn::Ends) {
        studio.settle(alert.id);
    }
}

}  // namespace tsudoi::seminar
