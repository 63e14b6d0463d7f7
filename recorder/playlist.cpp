// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/playlist.h"

#include "recorder/part_grid.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <iterator>

namespace tsudoi::recorder {

namespace {

constexpr int kAacFrameSamples = 1024;
constexpr double kHoldBackParts = 3.0;

class Writer {
public:
    Writer(const RecordingView& view, const RenditionView& rendition, Playlist which)
        : view_(view), rendition_(rendition), which_(which) {}

    std::string write() {
        header();
        const auto skipped = which_ == Playlist::Delta && !view_.ended ? skippable() : 0;
        if (skipped > 0) {
            line("#EXT-X-SKIP:SKIPPED-SEGMENTS={}", skipped);
        }
        for (auto at = rendition_.segments.begin() + static_cast<std::ptrdiff_t>(skipped);
             at != rendition_.segments.end(); ++at) {
            segment(**at);
        }
        view_.ended ? line("#EXT-X-ENDLIST") : tail();
        return std::move(text_);
    }

private:
    template <typename... Args>
    void line(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
        text_ += '\n';
    }

    void header() {
        line("#EXTM3U");
        line("#EXT-X-VERSION:9");
        line("#EXT-X-TARGETDURATION:{}", kTargetDurationSeconds);
        if (!view_.ended) {
            const auto target = toSeconds(partTarget(rendition_.about));
            line("#EXT-X-PART-INF:PART-TARGET={:.5f}", target);
            line("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL={:.1f},PART-HOLD-BACK={:.5f}",
                 toSeconds(kSkipUntil), kHoldBackParts * target);
        }
        line("#EXT-X-PLAYLIST-TYPE:EVENT");
        line("#EXT-X-INDEPENDENT-SEGMENTS");
        line("#EXT-X-MEDIA-SEQUENCE:0");
        line("#EXT-X-DISCONTINUITY-SEQUENCE:0");
    }

    /// Segments that start before the skip boundary; a delta needs at least one of them.
    [[nodiscard]] std::size_t skippable() const {
        const auto boundary = rendition_.end() - kSkipUntil;
        const auto newer =
            std::ranges::find_if(rendition_.segments, [&](const auto& segment) { return segment->end() > boundary; });
        return static_cast<std::size_t>(newer - rendition_.segments.begin());
    }

    void segment(const Segment& segment) {
        const bool leftOut = which_ == Playlist::Replay && view_.edits.leavesOut({segment.start(), segment.end()});
        if (leftOut) {
            jumped_ = jumped_ || previous_ != nullptr;
            return;
        }
        tags(segment);
        if (!view_.ended && segment.start() >= rendition_.end() - kPartsListed) {
            parts(segment);
        }
        if (segment.complete) {
            if (std::ranges::all_of(segment.parts, &Part::gap)) {
                line("#EXT-X-GAP");
            }
            line("#EXTINF:{:.5f},", toSeconds(segment.duration()));
            line("{}.m4s", segment.msn);
        }
        previous_ = &segment;
        jumped_ = false;
    }

    void tags(const Segment& segment) {
        if (previous_ != nullptr && (segment.discontinuity || jumped_)) {
            line("#EXT-X-DISCONTINUITY");
        } else if (previous_ == nullptr && segment.discontinuity && which_ == Playlist::Delta) {
            line("#EXT-X-DISCONTINUITY");
        }
        if (previous_ == nullptr || previous_->file != segment.file) {
            line("#EXT-X-MAP:URI=\"{}\"", initName(segment.file));
        }
        if (previous_ == nullptr || segment.labelled || jumped_) {
            line("#EXT-X-PROGRAM-DATE-TIME:{}", dateTime(segment.wall));
        }
    }

    void parts(const Segment& segment) {
        for (std::size_t index = 0; index < segment.parts.size(); ++index) {
            const auto& part = segment.parts[index];
            line("#EXT-X-PART:DURATION={:.5f},URI=\"{}.{}.m4s\"{}{}", toSeconds(part.duration), segment.msn, index,
                 part.independent ? ",INDEPENDENT=YES" : "", part.gap ? ",GAP=YES" : "");
        }
    }

    void tail() {
        const auto& segments = rendition_.segments;
        if (segments.empty() || segments.back()->complete) {
            line("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"{}.0.m4s\"", segments.size());
        } else {
            line("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"{}.{}.m4s\"", segments.back()->msn,
                 segments.back()->parts.size());
        }
        for (const auto& other : view_.renditions) {
            if (other.about.name != rendition_.about.name && !other.segments.empty() &&
                other.about.hasVideo() == rendition_.about.hasVideo()) {
                line("#EXT-X-RENDITION-REPORT:URI=\"../{}/index.m3u8\",LAST-MSN={},LAST-PART={}",
                     other.about.name.str(), other.segments.back()->msn, other.segments.back()->parts.size() - 1);
            }
        }
    }

    const RecordingView& view_;
    const RenditionView& rendition_;
    Playlist which_;
    std::string text_;
    const Segment* previous_ = nullptr;
    bool jumped_ = false;  ///< segments were left out since the previous one
};

struct Bandwidth {
    std::int64_t peak = 0;
    std::int64_t average = 0;
};

/// Before there is enough to measure, what the encoders were told; boxes add about 4 %.
Bandwidth declared(const RenditionAbout& about) {
    const auto sum = about.videoBitrate + about.audioBitrate;
    return {.peak = sum * 13 / 10, .average = sum * 21 / 20};
}

/// Peak: the largest bit rate of any run of segments between half and one and a half target durations (4.4.6.2).
Bandwidth measured(const RenditionView& rendition) {
    Bandwidth result;
    double bits = 0;
    double seconds = 0;
    for (const auto& segment : rendition.segments) {
        const auto length = 8.0 * static_cast<double>(segment->length());
        const auto duration = toSeconds(segment->duration());
        if (duration >= 0.5 * kTargetDurationSeconds) {
            result.peak = std::max(result.peak, static_cast<std::int64_t>(std::ceil(length / duration)));
        }
        bits += length;
        seconds += duration;
    }
    if (seconds > 0) {
        result.average = static_cast<std::int64_t>(std::ceil(bits / seconds));
    }
    return result;
}

Bandwidth bandwidth(const RecordingView& view, const RenditionView& rendition) {
    const auto told = declared(rendition.about);
    const auto seen = measured(rendition);
    if (view.ended && seen.peak > 0) {
        return {seen.peak, seen.average};
    }
    return {std::max(told.peak, seen.peak), std::max(told.average, seen.average)};
}

std::string codecs(const RenditionView& rendition) {
    const auto& newest = *rendition.files.back();
    if (newest.videoCodec.empty() || newest.audioCodec.empty()) {
        return newest.videoCodec + newest.audioCodec;
    }
    return newest.videoCodec + "," + newest.audioCodec;
}

std::string variant(const RecordingView& view, const RenditionView& rendition) {
    const auto rate = bandwidth(view, rendition);
    std::string text = fmt::format("#EXT-X-STREAM-INF:BANDWIDTH={},AVERAGE-BANDWIDTH={},CODECS=\"{}\"", rate.peak,
                                   rate.average, codecs(rendition));
    if (rendition.about.size) {
        text += fmt::format(
            ",RESOLUTION={}x{},FRAME-RATE={:.3f}", rendition.about.size->width, rendition.about.size->height,
            static_cast<double>(rendition.about.frameRate.numerator) / rendition.about.frameRate.denominator);
    }
    const bool edited = view.ended && !view.edits.empty();
    return text + fmt::format("\n{}/{}\n", rendition.about.name.str(), edited ? "replay.m3u8" : "index.m3u8");
}

}  // namespace

Ticks partTarget(const RenditionAbout& about) {
    const auto longest = toTicks(PartGrid(about.frameRate).longestPart());
    if (about.hasVideo()) {
        return longest;
    }
    // Sound is cut between its own frames, so a part can hold one frame more than the pictures' part is long.
    return longest + samplesToTicks(kAacFrameSamples, about.sampleRate) + Ticks(1);
}

std::string mediaPlaylist(const RecordingView& view, const RenditionView& rendition, Playlist which) {
    return Writer(view, rendition, which).write();
}

std::string masterPlaylist(const RecordingView& view, Master which) {
    const bool anyVideo =
        std::ranges::any_of(view.renditions, [](const auto& rendition) { return rendition.about.hasVideo(); });
    const bool pictures = which == Master::Pictures && anyVideo;
    std::string variants;
    for (const auto& rendition : view.renditions) {
        if (rendition.about.hasVideo() == pictures && !rendition.segments.empty() && !rendition.files.empty()) {
            variants += variant(view, rendition);
        }
    }
    if (variants.empty()) {
        return {};
    }
    return "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-INDEPENDENT-SEGMENTS\n" + variants;
}

std::string initName(std::uint32_t file) {
    return file <= 1 ? "init.mp4" : fmt::format("init{}.mp4", file);
}

std::string dateTime(WallTime wall) {
    const auto ms = std::chrono::round<std::chrono::milliseconds>(wall.time_since_epoch());
    const auto seconds = std::chrono::floor<std::chrono::seconds>(ms);
    const auto time = static_cast<std::time_t>(seconds.count());
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(time), (ms - seconds).count());
}

}  // namespace tsudoi::recorder
