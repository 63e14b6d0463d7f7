// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a request head: what comes out is clean, and everything that reads its fields survives.
#include "base/check.h"
#include "signaling/byte_range.h"
#include "signaling/http_text.h"
#include "signaling/request_parser.h"
#include "signaling/route.h"
#include "signaling/same_origin.h"
#include "signaling/session_api.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

using namespace tsudoi::signaling;

void checkRange(std::string_view header, std::uint64_t size) {
    const auto result = parseRange(header, size);
    if (const auto* const range = std::get_if<ByteRange>(&result)) {
        TSUDOI_CHECK(range->length > 0 && range->offset < size && range->length <= size - range->offset);
    }
}

void checkRequest(const HttpRequest& request) {
    TSUDOI_CHECK(request.path.starts_with('/') && std::ranges::all_of(request.path, isVisible));
    TSUDOI_CHECK(request.path.find("/../") == std::string::npos && !request.path.ends_with("/.."));
    TSUDOI_CHECK(request.fields.size() <= kMaxFields);
    for (const HeaderField& field : request.fields) {
        TSUDOI_CHECK(std::ranges::all_of(field.value, isFieldChar));
        checkRange(field.value, 1000);
        checkRange(field.value, 0);
        (void)acceptsCoding(field.value, "gzip");
        (void)etagListed(field.value, "\"e\"");
    }
    const Route to = route(request.path);
    TSUDOI_CHECK(to.kind != RouteKind::Media || tsudoi::isAddressId(to.seminar.str()));
    TSUDOI_CHECK(to.kind != RouteKind::Page || to.name.find("..") == std::string::npos ||
                 to.name.starts_with("assets/"));
    (void)parseQuery(request.query);
    (void)readSessionCookie(request);
    for (const bool secure : {false, true}) {
        (void)fromOwnPage(request, "https://seminar.example", secure);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto result = parseHead(input);
    if (const auto* const done = std::get_if<HeadDone>(&result)) {
        TSUDOI_CHECK(done->consumed <= size);
        checkRequest(done->request);
    }
    TSUDOI_CHECK(!std::holds_alternative<HeadIncomplete>(result) || size <= kMaxHeadBytes + 4);
    return 0;
}
