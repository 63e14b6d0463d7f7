// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/programme.h"

#include <cmath>

namespace tsudoi::pipeline {

/// \return the linear factor of a level in dB
[[nodiscard]] inline double fromDb(double db) {
    return std::pow(10.0, db / 20.0);
}
/// \return dBFS of a linear value, not below seminar::kSilenceDb
[[nodiscard]] inline double toDb(double value) {
    const double db = value > 0 ? 20.0 * std::log10(value) : seminar::kSilenceDb;
    return db > seminar::kSilenceDb ? db : seminar::kSilenceDb;
}

}  // namespace tsudoi::pipeline
