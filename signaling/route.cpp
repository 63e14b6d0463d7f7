// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/route.h"

#include <array>
#include <utility>

namespace tsudoi::signaling {

namespace {

struct FixedRoute {
    std::string_view path;
    RouteKind kind;
    std::string_view name;
};

constexpr std::array kFixed{
    FixedRoute{"/", RouteKind::Page, "index.html"},
    FixedRoute{"/studio", RouteKind::Page, "studio.html"},
    FixedRoute{"/office", RouteKind::Page, "office.html"},
    FixedRoute{"/join", RouteKind::Page, "join.html"},
    FixedRoute{"/venue", RouteKind::Page, "venue.html"},
    FixedRoute{"/favicon.ico", RouteKind::Page, "favicon.ico"},
    FixedRoute{"/favicon.svg", RouteKind::Page, "favicon.svg"},
    FixedRoute{"/robots.txt", RouteKind::Page, "robots.txt"},
    FixedRoute{"/control", RouteKind::Control, ""},
    FixedRoute{"/api/session", RouteKind::Session, ""},
    FixedRoute{"/healthz", RouteKind::Health, ""},
    FixedRoute{"/metrics", RouteKind::Metrics, ""},
};

constexpr std::string_view kSeminarPage = "/s/";
constexpr std::string_view kMedia = "/media/";
constexpr std::string_view kAssets = "/assets/";
constexpr std::string_view kApi = "/api/";
constexpr std::string_view kWhip = "/whip/";

Route seminarPage(std::string_view id) {
    if (!isAddressId(id)) {
        return {};
    }
    return {RouteKind::Page, "watch.html", SeminarId(std::string(id)), {}};
}

Route media(std::string_view rest) {
    const auto slash = rest.find('/');
    const auto id = rest.substr(0, slash);
    if (slash == rest.npos || slash + 1 == rest.size() || !isAddressId(id)) {
        return {};
    }
    return {RouteKind::Media, {}, SeminarId(std::string(id)), std::string(rest.substr(slash + 1))};
}

}  // namespace

Route route(std::string_view path) {
    for (const auto& fixed : kFixed) {
        if (fixed.path == path) {
            return {fixed.kind, std::string(fixed.name), {}, {}};
        }
    }
    if (path.starts_with(kMedia)) {
        return media(path.substr(kMedia.size()));
    }
    if (path.starts_with(kSeminarPage)) {
        return seminarPage(path.substr(kSeminarPage.size()));
    }
    if (path.starts_with(kAssets)) {
        return {RouteKind::Page, std::string(path.substr(1)), {}, {}};
    }
    if (path.starts_with(kApi) && path.size() > kApi.size()) {
        return {RouteKind::Api, std::string(path.substr(kApi.size())), {}, {}};
    }
    if (path.starts_with(kWhip) && path.size() > kWhip.size()) {
        return {RouteKind::Whip, std::string(path.substr(kWhip.size())), {}, {}};
    }
    return {};
}

}  // namespace tsudoi::signaling
