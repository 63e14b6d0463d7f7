// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/ports.h"

#include <string_view>

namespace tsudoi::seminar::store {

[[nodiscard]] constexpr std::string_view sceneRoleName(SceneRole role) noexcept {
    return role == SceneRole::Preview ? "preview" : "programme";
}

}  // namespace tsudoi::seminar::store
