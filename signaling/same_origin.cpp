// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/same_origin.h"

#include "signaling/http_text.h"

namespace tsudoi::signaling {

namespace {

/// \return host[:port]; empty: not a page that may be ours
std::string_view authority(std::string_view origin, bool secure) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (origin.starts_with(scheme)) {
            return origin.substr(scheme.size());
        }
        if (secure) {
            break;
        }
    }
    return {};
}

}  // namespace

bool fromOwnPage(const HttpRequest& request, std::string_view publicUrl, bool secure) {
    const auto origin = lowerCase(request.header("origin"));
    if (origin.empty()) {
        const auto site = request.header("sec-fetch-site");
        return site.empty() || site == "same-origin";
    }
    const auto host = lowerCase(request.header("host"));
    return origin == lowerCase(publicUrl) || (!host.empty() && authority(origin, secure) == host);
}

}  // namespace tsudoi::signaling
