// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/access.h"

#include <initializer_list>
#include <string_view>

namespace tsudoi::signaling {

/// Who may call a method.
class RoleSet {
public:
    [[nodiscard]] static constexpr RoleSet of(std::initializer_list<seminar::Role> roles) {
        RoleSet set;
        for (const seminar::Role role : roles) {
            set.bits_ |= bit(role);
        }
        return set;
    }
    /// Also connections that are not signed in.
    [[nodiscard]] static constexpr RoleSet anyone() {
        RoleSet set;
        set.bits_ = ~0U;
        set.anyone_ = true;
        return set;
    }
    [[nodiscard]] constexpr bool contains(seminar::Role role) const noexcept { return (bits_ & bit(role)) != 0; }
    [[nodiscard]] constexpr bool includesStrangers() const noexcept { return anyone_; }

private:
    static constexpr unsigned bit(seminar::Role role) { return 1U << static_cast<unsigned>(role); }

    unsigned bits_ = 0;
    bool anyone_ = false;
};

/// One row of the generated method table.
struct MethodInfo {
    std::string_view name;
    RoleSet roles;
    std::string_view params;  ///< name of the definition that checks the parameters
    bool changes = false;     ///< something a log line should name the actor of
};

}  // namespace tsudoi::signaling
