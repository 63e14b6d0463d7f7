// SPDX-License-Identifier: GPL-3.0-or-later
// Any body of POST /api/session: refused, or exactly one of the three ways in, with short clean texts.
#include "base/check.h"
#include "signaling/http_text.h"
#include "signaling/session_body.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tsudoi::signaling;
    const auto entry = parseSessionBody({reinterpret_cast<const char*>(data), size});
    if (entry) {
        const int ways =
            (entry->key.empty() ? 0 : 1) + (entry->user.empty() ? 0 : 1) + (entry->seminar.empty() ? 0 : 1);
        TSUDOI_CHECK(ways == 1);
        TSUDOI_CHECK(entry->key.empty() || isKeyText(entry->key));
        TSUDOI_CHECK(entry->user.empty() == entry->password.empty());
        TSUDOI_CHECK(entry->seminar.empty() || tsudoi::isAddressId(entry->seminar.str()));
        TSUDOI_CHECK(isUtf8(entry->name) && isUtf8(entry->user) && isUtf8(entry->passcode));
    }
    return 0;
}
