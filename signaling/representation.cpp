// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/representation.h"

#include "signaling/byte_range.h"
#include "signaling/http_text.h"

#include <string>

namespace tsudoi::signaling {

namespace {

struct Chosen {
    const char* coding = nullptr;  // nullptr: identity
    const SharedBytes* bytes = nullptr;
};

Chosen choose(const HttpRequest& request, const Representation& what) {
    const auto accepted = request.header("accept-encoding");
    if (what.brotli.size() > 0 && acceptsCoding(accepted, "br")) {
        return {"br", &what.brotli};
    }
    if (what.gzip.size() > 0 && acceptsCoding(accepted, "gzip")) {
        return {"gzip", &what.gzip};
    }
    return {};
}

/// Each coding is another sequence of bytes, so it has an ETag of its own.
std::string quoted(std::string_view etag, const char* coding) {
    std::string text = "\"";
    text.append(etag);
    if (coding != nullptr) {
        text.append("-").append(coding);
    }
    return text.append("\"");
}

Body slice(const Body& body, const ByteRange& range) {
    if (const auto* const bytes = std::get_if<SharedBytes>(&body)) {
        return SharedBytes(std::make_shared<const SharedBytes>(*bytes),
                           bytes->bytes().subspan(range.offset, range.length));
    }
    if (const auto* const file = std::get_if<seminar::FileRange>(&body)) {
        return seminar::FileRange{file->owner, file->fd, file->offset + range.offset, range.length};
    }
    return std::get<std::string>(body).substr(range.offset, range.length);
}

std::string contentRange(const ByteRange& range, std::uint64_t size) {
    return "bytes " + std::to_string(range.offset) + "-" + std::to_string(range.offset + range.length - 1) + "/" +
           std::to_string(size);
}

/// A range counts only when the peer's older piece is of the same bytes (RFC 9110 13.1.5).
bool rangeApplies(const HttpRequest& request, std::string_view etag) {
    const auto condition = request.header("if-range");
    return request.method == Method::Get && (condition.empty() || condition == etag);
}

void applyRange(const HttpRequest& request, std::string_view etag, HttpResponse& response) {
    const auto header = request.header("range");
    if (header.empty() || !rangeApplies(request, etag)) {
        return;
    }
    const auto size = bodySize(response.body);
    const auto result = parseRange(header, size);
    if (const auto* const range = std::get_if<ByteRange>(&result)) {
        response.status = 206;
        response.with("content-range", contentRange(*range, size));
        response.body = slice(response.body, *range);
    } else if (std::holds_alternative<RangeNotSatisfiable>(result)) {
        response = errorResponse(416);
        response.with("content-range", "bytes */" + std::to_string(size));
    }
}

}  // namespace

std::string_view cacheControl(seminar::CacheRule rule) noexcept {
    // "private": the access check is the origin's; a cache between may keep nothing for other people. An hour, not a
    // year: rewinding stays free, and soon after the replay window a browser has to ask again.
    switch (rule) {
        case seminar::CacheRule::Immutable: return "private, max-age=3600, immutable";
        case seminar::CacheRule::Live: return "private, no-cache";
        case seminar::CacheRule::Replay: return "private, no-cache";
        case seminar::CacheRule::Never: break;
    }
    return "no-store";
}

HttpResponse represent(const HttpRequest& request, const Representation& what) {
    const Chosen chosen = choose(request, what);
    const std::string etag = what.etag.empty() ? std::string() : quoted(what.etag, chosen.coding);
    HttpResponse response;
    if (!etag.empty()) {
        response.with("etag", etag);
    }
    response.with("cache-control", what.cacheControl);
    if (what.gzip.size() > 0 || what.brotli.size() > 0) {
        response.with("vary", "accept-encoding");
    }
    if (!etag.empty() && etagListed(request.header("if-none-match"), etag)) {
        response.status = 304;
        return response;
    }
    response.with("content-type", what.contentType);
    if (chosen.coding != nullptr) {
        response.with("content-encoding", chosen.coding);
        response.body = *chosen.bytes;
        return response;
    }
    response.with("accept-ranges", "bytes");
    response.body = what.identity;
    applyRange(request, etag, response);
    return response;
}

}  // namespace tsudoi::signaling
