// SPDX-License-Identifier: GPL-3.0-or-later
// Any session description of a peer: refused, or fit for GStreamer and unchanged when it is read again.
#include "base/check.h"
#include "pipeline/session_description.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

using tsudoi::pipeline::kMaxMediaSections;
using tsudoi::pipeline::readDescription;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto description = readDescription({reinterpret_cast<const char*>(data), size});
    if (description) {
        TSUDOI_CHECK(!description->media.empty() && description->media.size() <= kMaxMediaSections);
        TSUDOI_CHECK(description->fingerprint.size() == 95);
        TSUDOI_CHECK(std::ranges::none_of(description->media, [](const auto& section) { return section.mid.empty(); }));
        const auto again = readDescription(description->text);
        TSUDOI_CHECK(again && again->text == description->text && again->media == description->media);
    }
    return 0;
}
