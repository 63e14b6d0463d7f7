// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_address.h"

#include <algorithm>
#include <string_view>

namespace tsudoi::pipeline {

using seminar::InputKind;
using seminar::InputSpec;

namespace {

constexpr std::string_view kAfterScheme = "://";

bool startsWith(const std::string& url, std::string_view scheme) {
    return url.size() > scheme.size() + kAfterScheme.size() && url.starts_with(scheme) &&
           std::string_view(url).substr(scheme.size()).starts_with(kAfterScheme);
}

}  // namespace

std::string shownAddress(const std::string& url) {
    const auto scheme = url.find(kAfterScheme);
    if (scheme == std::string::npos) {
        return {};
    }
    const auto start = scheme + kAfterScheme.size();
    // A password with "/", "?" or "#" in it belongs to nobody's log either: the host is what follows the last "@".
    const auto credentials = url.rfind('@');
    const auto host = credentials != std::string::npos && credentials >= start ? credentials + 1 : start;
    const auto end = std::min(url.find_first_of("/?#", host), url.size());
    return url.substr(0, start) + url.substr(host, end - host);
}

bool isListener(const InputSpec& spec) {
    if (spec.kind != InputKind::Srt) {
        return false;
    }
    const bool hostless = shownAddress(spec.url).starts_with("srt://:");
    return spec.url.find("mode=listener") != std::string::npos ||
           (hostless && spec.url.find("mode=") == std::string::npos);
}

bool hasRightScheme(const InputSpec& spec) {
    switch (spec.kind) {
        case InputKind::Rtsp: return startsWith(spec.url, "rtsp") || startsWith(spec.url, "rtsps");
        case InputKind::Srt: return startsWith(spec.url, "srt");
        case InputKind::Rtmp: return startsWith(spec.url, "rtmp") || startsWith(spec.url, "rtmps");
        default: return true;
    }
}

}  // namespace tsudoi::pipeline
