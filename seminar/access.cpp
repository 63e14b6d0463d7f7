// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/access.h"

#include <algorithm>

namespace tsudoi::seminar {

namespace {

struct NamedRole {
    Role role;
    std::string_view name;
};
constexpr std::array<NamedRole, 6> kRoles{{
    {Role::Attendee, "attendee"},
    {Role::Panelist, "panelist"},
    {Role::Venue, "venue"},
    {Role::Operator, "operator"},
    {Role::Organiser, "organiser"},
    {Role::Admin, "admin"},
}};

}  // namespace

std::string_view roleName(Role role) noexcept {
    const auto found = std::ranges::find(kRoles, role, &NamedRole::role);
    return found != kRoles.end() ? found->name : std::string_view{};
}

std::optional<Role> roleByName(std::string_view name) noexcept {
    const auto found = std::ranges::find(kRoles, name, &NamedRole::name);
    return found != kRoles.end() ? std::optional(found->role) : std::nullopt;
}

bool isStaff(Role role) noexcept {
    return role == Role::Operator || role == Role::Organiser || role == Role::Admin;
}

bool outlived(const Session& session, WallTime now) noexcept {
    return isStaff(session.role) && now > session.activatedAt + kStaffSessionLife;
}

}  // namespace tsudoi::seminar
