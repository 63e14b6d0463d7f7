// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace tsudoi {

/// What kind of thing went wrong; the id of it (errorId) is stable and part of the protocol.
enum class ErrorCode {
    InvalidArgument,  ///< the caller sent something that cannot be right
    NotFound,         ///< no such seminar, input, person, file
    NotAllowed,       ///< the session's role or the policy forbids it
    NotSignedIn,      ///< no valid session
    WrongState,       ///< right request, wrong moment (state machine)
    NotReady,         ///< something is missing that a person can bring, or do without
    Conflict,         ///< somebody else changed it meanwhile (revision)
    TooMany,          ///< a limit was reached (rate, size, count)
    Expired,          ///< the window is over
    Unavailable,      ///< the machine cannot do it now (disk, device, peer)
    NonMonotonicDts,  ///< a packet with a decoding time before its predecessor
    Corrupt,          ///< stored or received data fail their check
    Io,               ///< the operating system said no
    Internal,         ///< our own fault
};

/// \return the stable id of a code, e.g. "not-found".
[[nodiscard]] std::string_view errorId(ErrorCode code) noexcept;

struct Error {
    ErrorCode code = ErrorCode::Internal;
    Text text;  ///< what happened and what to do, for a person

    /// An error with one technical sentence that has no Japanese form (log and developer errors).
    [[nodiscard]] static Error plain(ErrorCode code, std::string sentence);
};

template <typename T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string sentence) {
    return fail(Error::plain(code, std::move(sentence)));
}
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, Text text) {
    return fail(Error{code, std::move(text)});
}

}  // namespace tsudoi
