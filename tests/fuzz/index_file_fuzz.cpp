// SPDX-License-Identifier: GPL-3.0-or-later
// An index file with anything in it: never more is read than is there, and what is read fits together.
#include "base/check.h"
#include "recorder/edit_list.h"
#include "recorder/index_record.h"
#include "recorder/manifest.h"
#include "tests/support/recorder_samples.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tsudoi;
    const std::span bytes(reinterpret_cast<const std::byte*>(data), size);
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto contents = recorder::readIndex(bytes, test::SameSizes(1 << 20));
    TSUDOI_CHECK(contents.size <= size);
    for (const auto& group : contents.groups) {
        TSUDOI_CHECK(group.size() == contents.renditions);
        for (const auto& record : group) {
            TSUDOI_CHECK(record.offset + record.length <= 1 << 20);
        }
    }
    if (const auto manifest = recorder::manifestFromJson(text)) {
        TSUDOI_CHECK(recorder::manifestFromJson(recorder::toJson(*manifest)).has_value());
    }
    if (const auto edits = recorder::EditList::fromJson(text)) {
        TSUDOI_CHECK(recorder::EditList::fromJson(edits->toJson()).value() == *edits);
    }
    return 0;
}
