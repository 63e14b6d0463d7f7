// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <string>
#include <string_view>

namespace tsudoi::signaling {

/// What an address means.
enum class RouteKind { Page, Media, Session, Control, Api, Whip, Health, Metrics, NotFound };

struct Route {
    RouteKind kind = RouteKind::NotFound;
    std::string
        name;  ///< Page: name of the static file ("watch.html", "assets/x.js"); Api, Whip: what follows /api/, /whip/
    SeminarId seminar;  ///< Media, and Page of /s/{seminar}
    std::string path;   ///< Media: what follows /media/{seminar}/

    friend bool operator==(const Route&, const Route&) = default;
};

/// The table of addresses. A name for a file comes out only for the shapes that exist; whether there is such a file is
/// decided by a look into a map, never on disk.
/// \param path  decoded (decodePath)
/// Threads: reentrant (pure).
[[nodiscard]] Route route(std::string_view path);

}  // namespace tsudoi::signaling
