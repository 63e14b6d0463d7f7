// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

namespace tsudoi {

std::string_view errorId(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::InvalidArgument: return "invalid-argument";
        case ErrorCode::NotFound: return "not-found";
        case ErrorCode::NotAllowed: return "not-allowed";
        case ErrorCode::NotSignedIn: return "not-signed-in";
        case ErrorCode::WrongState: return "wrong-state";
        case ErrorCode::NotReady: return "not-ready";
        case ErrorCode::Conflict: return "conflict";
        case ErrorCode::TooMany: return "too-many";
        case ErrorCode::Expired: return "expired";
        case ErrorCode::Unavailable: return "unavailable";
        case ErrorCode::NonMonotonicDts: return "non-monotonic-dts";
        case ErrorCode::Corrupt: return "corrupt";
        case ErrorCode::Io: return "io";
        case ErrorCode::Internal: break;
    }
    return "internal";
}

Error Error::plain(ErrorCode code, std::string sentence) {
    return Error{code, Text{sentence, sentence}};
}

}  // namespace tsudoi
