// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/timeline.h"

#include <string>
#include <string_view>
#include <vector>

namespace tsudoi::recorder {

/// Codecs of one media file, as playlists name them.
struct FileCodecs {
    std::string video;
    std::string audio;
};

/// recording.json: what cannot be read from the media and their index. Rewritten as a whole, seldom.
struct Manifest {
    struct Rendition {
        RenditionAbout about;
        std::vector<FileCodecs> files;  ///< by number, from 1
    };
    bool ended = false;
    std::vector<Rendition> renditions;
    std::vector<seminar::Mark> marks;
};

[[nodiscard]] std::string toJson(const Manifest& manifest);
/// \error Corrupt
[[nodiscard]] Result<Manifest> manifestFromJson(std::string_view text);

}  // namespace tsudoi::recorder
