// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/hls_check.h"

#include <cmath>
#include <set>

namespace tsudoi::test::hls {

namespace {

constexpr double kRounding = 0.00002;  // durations have five decimals
constexpr double kShortestPart = 0.85;
constexpr double kDateTolerance = 0.1;

std::string name(const Segment& segment) {
    return "segment " + segment.uri;
}

/// Collects what is wrong with one playlist.
class Rules {
public:
    explicit Rules(const Playlist& playlist) : playlist_(playlist), problems_(playlist.problems) {}

    std::vector<std::string> check() {
        header();
        playlist_.ended ? ended() : live();
        segments();
        names();
        return std::move(problems_);
    }

private:
    void need(bool holds, const std::string& what) {
        if (!holds) {
            problems_.push_back(what);
        }
    }

    void header() {
        need(playlist_.targetDuration.has_value(), "no TARGETDURATION");
        need(playlist_.mediaSequence.has_value(), "no MEDIA-SEQUENCE");
        need(playlist_.discontinuitySequence.has_value(), "no DISCONTINUITY-SEQUENCE");
        need(playlist_.type == "EVENT", "PLAYLIST-TYPE is not EVENT");
        need(playlist_.independentSegments, "no INDEPENDENT-SEGMENTS");
        need(playlist_.version >= (playlist_.skipped > 0 ? 9 : 6), "VERSION is too low for what is used");
    }

    void live() {
        need(playlist_.partTarget.has_value(), "no PART-INF");
        need(playlist_.canBlockReload, "no CAN-BLOCK-RELOAD=YES");
        const auto part = playlist_.partTarget.value_or(0);
        need(playlist_.partHoldBack.value_or(0) >= 3 * part - kRounding, "PART-HOLD-BACK is under three PART-TARGET");
        const auto target = playlist_.targetDuration.value_or(0);
        need(playlist_.canSkipUntil.value_or(6 * target) >= 6 * target, "CAN-SKIP-UNTIL is under six target durations");
        need(playlist_.hints.size() == 1, "not exactly one PRELOAD-HINT");
        if (playlist_.hints.size() == 1) {
            need(playlist_.hints[0] == nextPart(), "the PRELOAD-HINT is not the next part: " + playlist_.hints[0]);
        }
        freshParts();
    }

    /// Names are {msn}.{part}.m4s in this house.
    std::string nextPart() const {
        const auto parts = playlist_.open ? playlist_.open->parts.size() : 0;
        return std::to_string(playlist_.nextMsn()) + "." + std::to_string(parts) + ".m4s";
    }

    /// Parts are listed near the live edge, and only there.
    void freshParts() {
        double age = 0;
        if (playlist_.open) {
            for (const auto& part : playlist_.open->parts) {
                age += part.duration;
            }
        }
        const double listed = 3.0 * playlist_.targetDuration.value_or(0);
        for (auto at = playlist_.segments.rbegin(); at != playlist_.segments.rend(); ++at) {
            const bool near = age < playlist_.partHoldBack.value_or(0);
            need(!near || !at->parts.empty(), name(*at) + " is at the live edge but lists no parts");
            age += at->duration;
            need(at->parts.empty() || age <= listed + kRounding * 100, name(*at) + " is old but still lists parts");
        }
    }

    void ended() {
        need(!playlist_.partTarget && !playlist_.serverControl, "PART-INF or SERVER-CONTROL after the end");
        need(playlist_.hints.empty() && playlist_.reports.empty(), "hints or reports after the end");
        need(!playlist_.open, "an incomplete segment after the end");
        need(playlist_.skipped == 0, "SKIP after the end");
        for (const auto& segment : playlist_.segments) {
            need(segment.parts.empty(), name(segment) + " lists parts after the end");
        }
    }

    void segments() {
        const auto* first = !playlist_.segments.empty() ? &playlist_.segments.front()
                            : playlist_.open            ? &*playlist_.open
                                                        : nullptr;
        if (first != nullptr) {
            need(first->dateTime.has_value(), "the first listed segment has no PROGRAM-DATE-TIME");
            need(!first->map.empty(), "the first listed segment has no MAP");
        }
        for (const auto& segment : playlist_.segments) {
            need(segment.duration > 0 && std::lround(segment.duration) <= playlist_.targetDuration.value_or(0),
                 name(segment) + " is longer than the target duration");
            parts(segment, true);
        }
        if (playlist_.open) {
            parts(*playlist_.open, false);
        }
    }

    void parts(const Segment& segment, bool complete) {
        const auto target = playlist_.partTarget.value_or(0);
        double sum = 0;
        for (std::size_t i = 0; i < segment.parts.size(); ++i) {
            const auto& part = segment.parts[i];
            sum += part.duration;
            need(part.duration <= target + kRounding, "part " + part.uri + " is longer than PART-TARGET");
            need(part.duration >= kShortestPart * target || i + 1 == segment.parts.size(),
                 "part " + part.uri + " is shorter than 85 % of PART-TARGET");
            need(i > 0 || part.independent || part.gap,
                 "part " + part.uri + " begins a segment but is not INDEPENDENT");
        }
        const double rounding = kRounding * static_cast<double>(segment.parts.size() + 1);
        need(!complete || segment.parts.empty() || std::abs(sum - segment.duration) <= rounding,
             name(segment) + " is not as long as its parts");
    }

    void names() {
        std::set<std::string> seen;
        const auto once = [&](const std::string& uri) {
            need(seen.insert(uri).second, uri + " stands twice");
        };
        for (const auto& segment : playlist_.segments) {
            once(segment.uri);
            for (const auto& part : segment.parts) {
                once(part.uri);
            }
        }
    }

    const Playlist& playlist_;
    std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> checkPlaylist(const Playlist& playlist) {
    return Rules(playlist).check();
}

Playlist PlaylistChecker::fillSkipped(Playlist playlist) {
    if (playlist.skipped == 0) {
        return playlist;
    }
    if (!current_ || current_->segments.size() < playlist.skipped) {
        problem("a delta update skips segments that were never listed");
        return playlist;
    }
    double kept = 0;
    for (const auto& segment : playlist.segments) {
        kept += segment.duration;
    }
    if (kept < playlist.canSkipUntil.value_or(0) - 4 * playlist.targetDuration.value_or(0)) {
        problem("a delta update skips segments that are too new");
    }
    const auto end = current_->segments.begin() + static_cast<std::ptrdiff_t>(playlist.skipped);
    playlist.segments.insert(playlist.segments.begin(), current_->segments.begin(), end);
    playlist.skipped = 0;
    return playlist;
}

void PlaylistChecker::compareSegments(const Playlist& before, const Playlist& now) {
    if (now.segments.size() < before.segments.size()) {
        return problem("segments have disappeared");
    }
    for (std::size_t i = 0; i < before.segments.size(); ++i) {
        const auto& old = before.segments[i];
        const auto& same = now.segments[i];
        if (old.uri != same.uri || old.map != same.map || old.discontinuity != same.discontinuity ||
            std::abs(old.duration - same.duration) > kRounding) {
            problem(name(old) + " has changed");
        }
        if (old.dateTime && same.dateTime && std::abs(*old.dateTime - *same.dateTime) > kDateTolerance) {
            problem(name(old) + " has another PROGRAM-DATE-TIME");
        }
    }
    std::optional<double> expected;
    for (const auto& segment : now.segments) {
        if (segment.dateTime && expected && *segment.dateTime < *expected - kDateTolerance) {
            problem(name(segment) + ": PROGRAM-DATE-TIME goes back");
        }
        expected = segment.dateTime ? segment.dateTime : expected;
        expected = expected ? std::optional(*expected + segment.duration) : expected;
    }
}

/// What was listed of the open segment must still be its beginning.
void PlaylistChecker::compareOpen(const Playlist& before, const Playlist& now) {
    if (!before.open || now.ended) {
        return;
    }
    const bool closed = now.segments.size() > before.segments.size();
    const auto* after = closed ? &now.segments[before.segments.size()] : now.open ? &*now.open : nullptr;
    if (after == nullptr) {
        return problem("the open segment has disappeared");
    }
    if (closed && after->parts.empty()) {
        return;  // it is old by now
    }
    for (std::size_t i = 0; i < before.open->parts.size(); ++i) {
        if (i >= after->parts.size() || !(after->parts[i] == before.open->parts[i])) {
            return problem("part " + before.open->parts[i].uri + " has changed");
        }
    }
}

void PlaylistChecker::compare(const Playlist& before, const Playlist& now) {
    if (before.targetDuration != now.targetDuration) {
        problem("TARGETDURATION has changed");
    }
    if (!now.ended && !before.ended && before.partTarget != now.partTarget) {
        problem("PART-TARGET has changed");
    }
    if (before.mediaSequence != now.mediaSequence || before.discontinuitySequence != now.discontinuitySequence) {
        problem("an EVENT playlist's sequence numbers have changed");
    }
    compareSegments(before, now);
    compareOpen(before, now);
}

std::vector<std::string> PlaylistChecker::next(std::string_view text) {
    const auto playlist = parsePlaylist(text);
    problems_ = checkPlaylist(playlist);
    auto filled = fillSkipped(playlist);
    if (current_) {
        compare(*current_, filled);
    }
    current_ = std::move(filled);
    return std::move(problems_);
}

std::vector<std::string> checkMaster(std::string_view text, bool soundOnly, std::vector<Variant>* variants) {
    std::vector<std::string> problems;
    std::set<std::string> uris;
    std::optional<Variant> variant;
    if (!text.starts_with("#EXTM3U\n")) {
        problems.emplace_back("does not begin with #EXTM3U");
    }
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.starts_with("#EXT-X-STREAM-INF:")) {
            variant = Variant{{}, parseAttributes(line.substr(18))};
        } else if (!line.starts_with('#') && variant) {
            variant->uri = line;
            for (const std::string needed : {"BANDWIDTH", "AVERAGE-BANDWIDTH", "CODECS", "RESOLUTION", "FRAME-RATE"}) {
                const bool picture = needed == "RESOLUTION" || needed == "FRAME-RATE";
                if (variant->attributes.contains(needed) == (picture && soundOnly)) {
                    problems.push_back(variant->uri + (picture && soundOnly ? ": needless " : ": no ") + needed);
                }
            }
            if (variant->attributes["CODECS"].starts_with("avc1") == soundOnly) {
                problems.push_back(variant->uri + ": pictures and sound only in one multivariant playlist");
            }
            if (!uris.insert(variant->uri).second) {
                problems.push_back(variant->uri + " stands twice");
            }
            if (variants != nullptr) {
                variants->push_back(*variant);
            }
            variant.reset();
        }
    }
    if (uris.empty()) {
        problems.emplace_back("no variants");
    }
    return problems;
}

std::vector<std::string> checkTogether(const std::vector<NamedPlaylist>& playlists) {
    std::vector<std::string> problems;
    for (const auto& one : playlists) {
        for (const auto& other : playlists) {
            const auto common = std::min(one.playlist.segments.size(), other.playlist.segments.size());
            for (std::size_t i = 0; i < common; ++i) {
                if (one.playlist.segments[i].discontinuity != other.playlist.segments[i].discontinuity) {
                    problems.push_back(one.uri + ", " + other.uri + ": discontinuities differ at " +
                                       one.playlist.segments[i].uri);
                }
            }
            const auto reported = [&] {
                for (const auto& report : one.playlist.reports) {
                    if (report.uri == "../" + other.uri) {
                        return true;
                    }
                }
                return false;
            }();
            if (&one != &other && !one.playlist.ended && !reported) {
                problems.push_back(one.uri + " does not report " + other.uri);
            }
        }
    }
    return problems;
}

}  // namespace tsudoi::test::hls
