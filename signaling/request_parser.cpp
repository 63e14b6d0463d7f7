// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/request_parser.h"

#include "signaling/http_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace tsudoi::signaling {

namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kHeadEnd = "\r\n\r\n";

Method methodOf(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, Method>, 4> kMethods{
        {{"GET", Method::Get}, {"HEAD", Method::Head}, {"POST", Method::Post}, {"DELETE", Method::Delete}}};
    const auto* const found = std::ranges::find(kMethods, name, &decltype(kMethods)::value_type::first);
    return found == kMethods.end() ? Method::Other : found->second;
}

/// \return what stands before the next space, which is taken away too
std::string_view takeWord(std::string_view& line) {
    const auto space = line.find(' ');
    const auto word = line.substr(0, space);
    line.remove_prefix(space == line.npos ? line.size() : space + 1);
    return word;
}

/// "http://host/path" (RFC 9112 3.2.2) becomes "/path".
std::string_view originForm(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.starts_with(scheme)) {
            const auto slash = target.find('/', scheme.size());
            return slash == target.npos ? std::string_view("/") : target.substr(slash);
        }
    }
    return target;
}

int readTarget(std::string_view target, HttpRequest& request) {
    if (target.size() > kMaxTargetBytes) {
        return 414;
    }
    target = originForm(target);
    const auto question = target.find('?');
    auto path = decodePath(target.substr(0, question));
    if (!path) {
        return 400;
    }
    request.path = std::move(*path);
    if (question != target.npos) {
        request.query = target.substr(question + 1);
    }
    return std::ranges::all_of(request.query, isVisible) ? 0 : 400;
}

int readVersion(std::string_view version, HttpRequest& request) {
    if (version == "HTTP/1.1" || version == "HTTP/1.0") {
        request.keepAlive = version == "HTTP/1.1";
        return 0;
    }
    return version.starts_with("HTTP/") ? 505 : 400;
}

/// \return 0, or the status that refuses it
int readRequestLine(std::string_view line, HttpRequest& request) {
    const auto method = takeWord(line);
    if (method.empty() || method.size() > 32 || !std::ranges::all_of(method, isTokenChar)) {
        return 400;
    }
    request.method = methodOf(method);
    const auto target = takeWord(line);
    if (const int status = readTarget(target, request)) {
        return status;
    }
    return readVersion(line, request);
}

int readField(std::string_view line, HttpRequest& request) {
    const auto colon = line.find(':');
    const auto name = line.substr(0, colon);
    if (colon == line.npos || name.empty() || !std::ranges::all_of(name, isTokenChar)) {
        return 400;
    }
    const auto value = trimmed(line.substr(colon + 1));
    if (!std::ranges::all_of(value, isFieldChar)) {
        return 400;
    }
    request.fields.push_back({lowerCase(name), std::string(value)});
    return request.fields.size() > kMaxFields ? 431 : 0;
}

int readFields(std::string_view lines, HttpRequest& request) {
    while (!lines.empty()) {
        const auto end = lines.find(kLineEnd);
        if (const int status = readField(lines.substr(0, end), request)) {
            return status;
        }
        lines.remove_prefix(end == lines.npos ? lines.size() : end + kLineEnd.size());
    }
    return 0;
}

std::ptrdiff_t count(const HttpRequest& request, std::string_view name) {
    return std::ranges::count(request.fields, name, &HeaderField::name);
}

int readLength(HttpRequest& request) {
    const auto text = request.header("content-length");
    if (text.empty()) {
        return count(request, "content-length") == 0 ? 0 : 400;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), request.contentLength);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && count(request, "content-length") == 1 ? 0 : 400;
}

/// Fields that decide about framing and about whom the request is for.
int interpret(HttpRequest& request, bool mustHaveHost) {
    if (count(request, "transfer-encoding") > 0) {
        return 501;  // we never need it, and it is half of every request-smuggling recipe
    }
    const auto hosts = count(request, "host");
    if (hosts > 1 || (mustHaveHost && hosts == 0)) {
        return 400;
    }
    if (listHas(request.header("connection"), "close")) {
        request.keepAlive = false;
    } else if (listHas(request.header("connection"), "keep-alive")) {
        request.keepAlive = true;
    }
    request.expectContinue = lowerCase(request.header("expect")) == "100-continue";
    return readLength(request);
}

std::optional<int> tooLong(std::string_view unfinished) {
    const auto line = unfinished.substr(0, unfinished.find(kLineEnd));
    if (line.size() > kMaxTargetBytes + 64) {
        return 414;
    }
    return unfinished.size() > kMaxHeadBytes ? std::optional(431) : std::nullopt;
}

}  // namespace

HeadResult parseHead(std::string_view input) {
    std::size_t skipped = 0;
    while (input.starts_with(kLineEnd) && skipped < 2 * kLineEnd.size()) {  // RFC 9112 2.2
        input.remove_prefix(kLineEnd.size());
        skipped += kLineEnd.size();
    }
    const auto end = input.find(kHeadEnd);
    const auto head = input.substr(0, end);
    if (const auto status = tooLong(head)) {
        return HeadBad{*status};
    }
    if (end == input.npos) {
        return HeadIncomplete{};
    }
    HeadDone done{{}, skipped + end + kHeadEnd.size()};
    const auto lineEnd = std::min(head.find(kLineEnd), head.size());
    int status = readRequestLine(head.substr(0, lineEnd), done.request);
    if (status == 0 && lineEnd < head.size()) {
        status = readFields(head.substr(lineEnd + kLineEnd.size()), done.request);
    }
    if (status == 0) {
        status = interpret(done.request, head.substr(0, lineEnd).ends_with("1.1"));
    }
    if (status != 0) {
        return HeadBad{status};
    }
    return done;
}

}  // namespace tsudoi::signaling
