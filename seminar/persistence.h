// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_role.h"
#include "seminar/studio.h"

#include <optional>

namespace tsudoi::seminar {

/// Something that is wrong for long enough begins once, and ends when it was right for long enough.
class Persistence {
public:
    enum class Turn { None, Begins, Ends };

    /// In reports, both at least 1.
    constexpr Persistence(int begins, int ends) : begins_(begins), ends_(ends) {}

    /// \param wrong  nullopt: this report says nothing about it
    Turn hear(std::optional<bool> wrong) noexcept;
    /// \return whether it was on
    bool forget() noexcept;

private:
    int begins_;
    int ends_;
    int against_ = 0;  ///< reports in a row that speak against what is the case now
    bool on_ = false;
};

/// Raises the alert when it begins, settles it when it ends.
void tell(Studio& studio, Persistence::Turn turn, const Alert& alert) TSUDOI_CONTROL_THREAD;

}  // namespace tsudoi::seminar
