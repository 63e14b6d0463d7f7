// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "seminar/programme.h"

#include <glib.h>

namespace tsudoi::pipeline {

/// What to tell the operator about an error of an input. Never contains addresses with credentials
/// or passphrases: GStreamer's own words may, so they are not used.
[[nodiscard]] Text problemOf(const GError& error, const seminar::InputSpec& spec);

/// Nothing came within the time a source of this kind needs to start.
[[nodiscard]] Text noStartProblem(const seminar::InputSpec& spec);
/// Pictures (or sound) stopped without an error.
[[nodiscard]] Text hungProblem(const seminar::InputSpec& spec);
/// A source that should go on for ever came to its end.
[[nodiscard]] Text endedProblem(const seminar::InputSpec& spec);
/// So many hung incarnations are left behind that no further one is started.
[[nodiscard]] Text stuckProblem(const seminar::InputSpec& spec);
/// The same for the next sender of a `whip` input.
[[nodiscard]] Text stuckSendersProblem();

/// The address does not look like one of this kind.
[[nodiscard]] Text addressProblem(const seminar::InputSpec& spec);

}  // namespace tsudoi::pipeline
