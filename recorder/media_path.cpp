// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/media_path.h"

#include "base/ids.h"

#include <charconv>

namespace tsudoi::recorder {

namespace {

constexpr std::size_t kMaxDigits = 9;

std::optional<std::uint64_t> number(std::string_view text) {
    const bool shape = !text.empty() && text.size() <= kMaxDigits && (text == "0" || text[0] != '0') &&
                       text.find_first_not_of("0123456789") == std::string_view::npos;
    if (!shape) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool strip(std::string_view& text, std::string_view prefix, std::string_view suffix) {
    if (text.size() < prefix.size() + suffix.size() || !text.starts_with(prefix) || !text.ends_with(suffix)) {
        return false;
    }
    text.remove_prefix(prefix.size());
    text.remove_suffix(suffix.size());
    return true;
}

std::optional<MediaPath> parseInit(std::string rendition, std::string_view digits) {
    if (digits.empty()) {
        return MediaPath{MediaPath::Kind::Init, std::move(rendition), 1};
    }
    const auto file = number(digits);
    if (!file || *file < 2) {
        return std::nullopt;
    }
    return MediaPath{MediaPath::Kind::Init, std::move(rendition), *file};
}

std::optional<MediaPath> parseMedia(std::string rendition, std::string_view name) {
    const auto dot = name.find('.');
    const auto msn = number(name.substr(0, dot));
    if (!msn) {
        return std::nullopt;
    }
    if (dot == std::string_view::npos) {
        return MediaPath{MediaPath::Kind::Segment, std::move(rendition), *msn};
    }
    const auto part = number(name.substr(dot + 1));
    if (!part) {
        return std::nullopt;
    }
    return MediaPath{MediaPath::Kind::Part, std::move(rendition), *msn, *part};
}

}  // namespace

std::optional<MediaPath> parseMediaPath(std::string_view path) {
    using Kind = MediaPath::Kind;
    if (path == "index.m3u8") {
        return MediaPath{Kind::Master};
    }
    if (path == "audio.m3u8") {
        return MediaPath{Kind::SoundMaster};
    }
    if (path == "chapters.vtt") {
        return MediaPath{Kind::Chapters};
    }
    if (path == "poster.jpg") {
        return MediaPath{Kind::Poster};
    }
    const auto slash = path.find('/');
    if (slash == std::string_view::npos || !isAddressId(path.substr(0, slash))) {
        return std::nullopt;
    }
    std::string rendition(path.substr(0, slash));
    auto name = path.substr(slash + 1);
    if (name == "index.m3u8" || name == "replay.m3u8") {
        return MediaPath{name == "index.m3u8" ? Kind::Playlist : Kind::Replay, std::move(rendition)};
    }
    if (strip(name, "init", ".mp4")) {
        return parseInit(std::move(rendition), name);
    }
    if (strip(name, "", ".m4s")) {
        return parseMedia(std::move(rendition), name);
    }
    return std::nullopt;
}

}  // namespace tsudoi::recorder
