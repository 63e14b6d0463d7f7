// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/studio.h"

#include <deque>
#include <string>

/// The operator's list of notices as a value.
namespace tsudoi::seminar {

/// Puts an alert on top; one with the same id goes, and beyond kMaxAlerts those that are over, then the oldest.
void raise(Alert alert, std::deque<Alert>& alerts);
/// Marks an alert as over. \return whether that changed anything
bool settle(const std::string& alertId, std::deque<Alert>& alerts);

/// \return the id of the alert that an input's picture or sound does not come
[[nodiscard]] std::string lostAlert(const InputId& input);

/// The machine is too slow for what it has to do.
[[nodiscard]] Alert overloadAlert();

}  // namespace tsudoi::seminar
