// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/shelf.h"

#include "base/synchronized.h"
#include "recorder/blocking.h"
#include "recorder/chapters.h"
#include "recorder/gzip.h"
#include "recorder/media_path.h"
#include "recorder/playlist.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace tsudoi::recorder {

using seminar::CacheRule;
using seminar::MediaBody;
using seminar::MediaReply;
using seminar::MediaRequest;

/// Texts are made when the first viewer asks and shared by all others of the same moment.
struct PlaylistCache {
    Synchronized<std::optional<MediaBody>> full;
    Synchronized<std::optional<MediaBody>> delta;
    Synchronized<std::optional<MediaBody>> replay;
};

std::shared_ptr<PlaylistCache> makePlaylistCache() {
    return std::make_shared<PlaylistCache>();
}

namespace {

constexpr std::string_view kPlaylistType = "application/vnd.apple.mpegurl";
constexpr std::string_view kVideoType = "video/mp4";
constexpr std::string_view kAudioType = "audio/mp4";
constexpr std::string_view kJpegType = "image/jpeg";
constexpr std::string_view kVttType = "text/vtt; charset=utf-8";

SharedBytes toBytes(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return SharedBytes(Bytes(bytes.begin(), bytes.end()));
}

MediaReply reply(MediaReply::Kind kind) {
    return {.kind = kind, .body = {}, .longest = {}};
}
MediaReply wait() {
    return {.kind = MediaReply::Kind::Wait, .body = {}, .longest = kLongestWait};
}
MediaReply ready(MediaBody body) {
    return {.kind = MediaReply::Kind::Ready, .body = std::move(body), .longest = {}};
}

MediaBody textBody(const RecordingView& view, std::string_view text, std::string_view type) {
    MediaBody body;
    const auto bytes = toBytes(text);
    body.gzip = SharedBytes(gzip(bytes.bytes()));
    body.body = bytes;
    body.contentType = type;
    body.cache = view.ended ? CacheRule::Replay : CacheRule::Live;
    body.etag = fmt::format("{:x}-{:x}", view.version, std::hash<std::string_view>{}(text));
    return body;
}

template <typename Make>
MediaBody once(Synchronized<std::optional<MediaBody>>& cache, Make make) {
    return cache.with([&](std::optional<MediaBody>& body) {
        if (!body) {
            body = make();
        }
        return *body;
    });
}

MediaReply master(const RecordingView& view, Master which) {
    const auto text = masterPlaylist(view, which);
    if (text.empty()) {
        return view.ended ? reply(MediaReply::Kind::NotFound) : wait();
    }
    return ready(textBody(view, text, kPlaylistType));
}

MediaReply mediaPlaylistReply(const RecordingView& view, const RenditionView& rendition, const MediaRequest& request) {
    const auto decision = blocking(positionOf(rendition), view.ended, request.msn, request.part);
    if (decision == Blocking::Refuse) {
        return reply(MediaReply::Kind::BadRequest);
    }
    if (rendition.segments.empty()) {
        return view.ended ? reply(MediaReply::Kind::NotFound) : wait();
    }
    if (decision == Blocking::Wait) {
        return wait();
    }
    const bool delta = request.skip && !view.ended;
    auto& cache = delta ? rendition.cache->delta : rendition.cache->full;
    return ready(once(cache, [&] {
        const auto which = delta ? Playlist::Delta : Playlist::Full;
        return textBody(view, mediaPlaylist(view, rendition, which), kPlaylistType);
    }));
}

MediaReply replay(const RecordingView& view, const RenditionView& rendition) {
    if (!view.ended || rendition.segments.empty()) {
        return reply(MediaReply::Kind::NotFound);
    }
    return ready(once(rendition.cache->replay,
                      [&] { return textBody(view, mediaPlaylist(view, rendition, Playlist::Replay), kPlaylistType); }));
}

MediaReply poster(const RecordingView& view) {
    if (view.poster.size() == 0) {
        return reply(MediaReply::Kind::NotFound);
    }
    const std::string_view jpeg(reinterpret_cast<const char*>(view.poster.bytes().data()), view.poster.size());
    MediaBody body;
    body.body = view.poster;
    body.contentType = kJpegType;
    body.cache = view.ended ? CacheRule::Replay : CacheRule::Live;
    body.etag = fmt::format("{:x}", std::hash<std::string_view>{}(jpeg));
    return ready(std::move(body));
}

MediaBody mediaBody(const RecordingView& view, const RenditionView& rendition, std::string etag) {
    MediaBody body;
    body.contentType = rendition.about.hasVideo() ? kVideoType : kAudioType;
    body.cache = CacheRule::Immutable;
    body.etag = view.seminar.str() + "-" + rendition.about.name.str() + "-" + std::move(etag);
    return body;
}

/// Bytes in memory first, else their place in the file.
MediaReply piece(MediaBody body, const RenditionView& rendition, std::uint32_t number, const SharedBytes& memory,
                 std::uint64_t offset, std::uint64_t length) {
    if (memory.size() > 0) {
        body.body = memory;
        return ready(std::move(body));
    }
    const auto file = number >= 1 && number <= rendition.files.size() ? rendition.files[number - 1]->file : nullptr;
    if (file == nullptr || length == 0) {
        return reply(MediaReply::Kind::NotFound);
    }
    body.body = seminar::FileRange{.owner = file, .fd = file->fd(), .offset = offset, .length = length};
    return ready(std::move(body));
}

MediaReply init(const RecordingView& view, const RenditionView& rendition, std::uint64_t number) {
    if (number < 1 || number > rendition.files.size()) {
        const bool first = number == 1 && !view.ended && rendition.files.empty();
        return first ? wait() : reply(MediaReply::Kind::NotFound);
    }
    auto body = mediaBody(view, rendition, fmt::format("i{}", number));
    body.body = rendition.files[number - 1]->init;
    return ready(std::move(body));
}

/// Parts of one segment while some are only in memory (the disk fails).
SharedBytes joined(const Segment& segment) {
    Bytes bytes;
    bytes.reserve(segment.length());
    for (const auto& part : segment.parts) {
        const auto piece = part.memory.bytes();
        bytes.insert(bytes.end(), piece.begin(), piece.end());
    }
    return SharedBytes(std::move(bytes));
}

bool lost(const Segment& segment) {
    return std::ranges::all_of(segment.parts, &Part::gap);
}

MediaReply segmentReply(const RecordingView& view, const RenditionView& rendition, std::uint64_t msn) {
    if (msn >= rendition.segments.size() || !rendition.segments[msn]->complete || lost(*rendition.segments[msn])) {
        return reply(MediaReply::Kind::NotFound);
    }
    const auto& segment = *rendition.segments[msn];
    const bool scattered = std::ranges::any_of(segment.parts, [](const Part& part) { return part.memory.size() > 0; });
    const auto memory = segment.memory.size() > 0 || !scattered ? segment.memory : joined(segment);
    const auto first = std::ranges::find_if(segment.parts, [](const Part& part) { return !part.gap; });
    return piece(mediaBody(view, rendition, fmt::format("{}", msn)), rendition, segment.file, memory, first->offset,
                 segment.length());
}

MediaReply partReply(const RecordingView& view, const RenditionView& rendition, std::uint64_t msn,
                     std::uint64_t number) {
    const auto position = positionOf(rendition);
    if (msn == position.segments && number == position.openParts && !view.ended) {
        return wait();  // the hinted one
    }
    if (msn >= rendition.segments.size() || number >= rendition.segments[msn]->parts.size()) {
        return reply(MediaReply::Kind::NotFound);
    }
    const auto& segment = *rendition.segments[msn];
    const auto& part = segment.parts[number];
    return piece(mediaBody(view, rendition, fmt::format("{}.{}", msn, number)), rendition, segment.file, part.memory,
                 part.offset, part.length);
}

MediaReply inRendition(const RecordingView& view, const MediaPath& path, const MediaRequest& request) {
    const auto found = std::ranges::find_if(
        view.renditions, [&](const RenditionView& rendition) { return rendition.about.name.str() == path.rendition; });
    if (found == view.renditions.end()) {
        return reply(MediaReply::Kind::NotFound);
    }
    switch (path.kind) {
        case MediaPath::Kind::Playlist: return mediaPlaylistReply(view, *found, request);
        case MediaPath::Kind::Replay: return replay(view, *found);
        case MediaPath::Kind::Init: return init(view, *found, path.number);
        case MediaPath::Kind::Segment: return segmentReply(view, *found, path.number);
        case MediaPath::Kind::Part: return partReply(view, *found, path.number, path.part);
        default: return reply(MediaReply::Kind::NotFound);
    }
}

}  // namespace

MediaReply readShelf(const RecordingView& view, const MediaRequest& request) {
    const auto path = parseMediaPath(request.path);
    if (!path) {
        return reply(MediaReply::Kind::NotFound);
    }
    switch (path->kind) {
        case MediaPath::Kind::Master: return master(view, Master::Pictures);
        case MediaPath::Kind::SoundMaster: return master(view, Master::SoundOnly);
        case MediaPath::Kind::Chapters: return ready(textBody(view, chaptersVtt(view), kVttType));
        case MediaPath::Kind::Poster: return poster(view);
        default: return inRendition(view, *path, request);
    }
}

}  // namespace tsudoi::recorder
