// SPDX-License-Identifier: GPL-3.0-or-later
// Any query of a playlist request: refused, or within its limits.
#include "base/check.h"
#include "signaling/media_query.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto query = tsudoi::signaling::parseMediaQuery({reinterpret_cast<const char*>(data), size});
    if (query) {
        TSUDOI_CHECK(!query->part || query->msn);
        TSUDOI_CHECK(query->msn.value_or(0) < (std::uint64_t{1} << 53U));
        TSUDOI_CHECK(query->part.value_or(0) < (std::uint64_t{1} << 53U));
    }
    return 0;
}
