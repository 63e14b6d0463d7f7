// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/http_response.h"

#include "signaling/http_text.h"

#include <chrono>

namespace tsudoi::signaling {

namespace {

std::string_view reason(int status) {
    switch (status) {
        case 101: return "Switching Protocols";
        case 200: return "OK";
        case 201: return "Created";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 411: return "Length Required";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 416: return "Range Not Satisfiable";
        case 426: return "Upgrade Required";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "Status";
    }
}

/// On every answer. No 'unsafe-…', nothing from elsewhere: the pages need only their own files, pictures and media
/// made in memory (blob:), and hls.js's worker (blob:).
constexpr std::string_view kSecurityFields =
    "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; connect-src 'self'; font-src 'self'; worker-src 'self' blob:; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'\r\n"
    "referrer-policy: no-referrer\r\n"
    "x-content-type-options: nosniff\r\n"
    "x-frame-options: DENY\r\n"
    "cross-origin-opener-policy: same-origin\r\n"
    "cross-origin-resource-policy: same-origin\r\n"
    "permissions-policy: camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), "
    "autoplay=(self), geolocation=(), payment=(), usb=()\r\n";

constexpr std::string_view kStrictTransport = "strict-transport-security: max-age=31536000\r\n";

/// The date changes once a second; rendering it is not free at ten thousand answers a second.
const std::string& dateField() {
    thread_local std::time_t shown = 0;
    thread_local std::string field;
    const auto now = std::chrono::system_clock::now();
    if (const auto second = std::chrono::system_clock::to_time_t(now); second != shown) {
        shown = second;
        field = "date: " + httpDate(now) + "\r\n";
    }
    return field;
}

}  // namespace

std::uint64_t bodySize(const Body& body) noexcept {
    if (const auto* const text = std::get_if<std::string>(&body)) {
        return text->size();
    }
    if (const auto* const bytes = std::get_if<SharedBytes>(&body)) {
        return bytes->size();
    }
    const auto* const range = std::get_if<seminar::FileRange>(&body);
    return range != nullptr ? range->length : 0;
}

HttpResponse& HttpResponse::with(std::string_view name, std::string_view value) {
    fields.append(name).append(": ").append(value).append("\r\n");
    return *this;
}

HttpResponse textResponse(int status, std::string_view text) {
    HttpResponse response{status, {}, std::string(text), false};
    response.with("content-type", "text/plain; charset=utf-8").with("cache-control", "no-store");
    return response;
}

HttpResponse errorResponse(int status) {
    return textResponse(status, std::to_string(status) + " " + std::string(reason(status)) + "\n");
}

HttpResponse jsonResponse(int status, std::string json) {
    HttpResponse response{status, {}, std::move(json), false};
    response.with("content-type", "application/json").with("cache-control", "no-store");
    return response;
}

HttpResponse methodNotAllowed(std::string_view allowed) {
    auto response = errorResponse(405);
    response.with("allow", allowed);
    return response;
}

std::string renderHead(const HttpResponse& response, const HeadOptions& options) {
    std::string head;
    head.reserve(1536);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(reason(response.status)).append("\r\n").append(dateField()).append(response.fields);
    const bool framed = response.status != 101 && response.status != 204 && response.status != 304;
    if (framed) {
        head.append("content-length: ").append(std::to_string(bodySize(response.body))).append("\r\n");
    }
    if (response.status != 101) {
        head.append(options.keepAlive ? "connection: keep-alive\r\n" : "connection: close\r\n");
    }
    head.append(kSecurityFields);
    if (options.secure) {
        head.append(kStrictTransport);
    }
    return head.append("\r\n");
}

}  // namespace tsudoi::signaling
