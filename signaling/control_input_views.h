// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "seminar/programme.h"
#include "signaling/generated/protocol.h"

#include <cstddef>

namespace tsudoi::signaling {

/// \param order  place in the studio's row of inputs, from 0
/// \return the input without its secrets
[[nodiscard]] protocol::InputView inputView(const seminar::InputSpec& spec, const seminar::InputStatus& status,
                                            std::size_t order);

/// A new input as its page describes it.
[[nodiscard]] seminar::InputSpec inputFrom(const protocol::NewInput& input);
/// What a page changed; a masked address that comes back unchanged stays what it is.
/// \error InvalidArgument: the address was changed around its mask. The hidden part is not carried over: it would go to
///        whatever host stands there now.
[[nodiscard]] Result<seminar::InputSpec> inputChanged(seminar::InputSpec spec, const protocol::InputChange& change);

}  // namespace tsudoi::signaling
