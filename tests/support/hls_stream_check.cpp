// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/hls_stream_check.h"

#include <algorithm>
#include <cmath>

namespace tsudoi::test::hls {

namespace {

constexpr double kDurationTolerance = 0.045;  // a frame may be missing at a part's edge
constexpr double kBandwidthTolerance = 1.1;

std::string folderOf(const std::string& uri) {
    const auto slash = uri.rfind('/');
    return slash == std::string::npos ? "" : uri.substr(0, slash + 1);
}

/// Timescales of an init segment's tracks, by track id.
std::map<std::uint64_t, std::uint64_t> timescalesOf(const std::string& init) {
    std::map<std::uint64_t, std::uint64_t> scales;
    const auto boxes = readBoxes(init);
    if (!boxes) {
        return scales;
    }
    for (const auto& moov : *boxes) {
        if (moov.type != "moov") {
            continue;
        }
        for (const auto& trak : readBoxes(moov.body).value_or(std::vector<Mp4Box>())) {
            if (trak.type != "trak") {
                continue;
            }
            std::uint64_t id = 0;
            for (const auto& box : readBoxes(trak.body).value_or(std::vector<Mp4Box>())) {
                if (box.type == "tkhd") {
                    id = bigEndian(box.body, box.body[0] == 1 ? 20 : 12, 4);
                } else if (box.type == "mdia") {
                    for (const auto& header : readBoxes(box.body).value_or(std::vector<Mp4Box>())) {
                        if (header.type == "mdhd") {
                            scales[id] = bigEndian(header.body, header.body[0] == 1 ? 20 : 12, 4);
                        }
                    }
                }
            }
        }
    }
    return scales;
}

}  // namespace

std::string StreamChecker::get(const std::string& path, const std::string& cache) {
    auto response = fetch_(path);
    if (response.status != 200) {
        problem(path, "answered " + std::to_string(response.status));
        return {};
    }
    if (!response.headers.empty()) {
        if (!response.headers.contains("content-length")) {
            problem(path, "no Content-Length");
        }
        if (response.headers["cache-control"].find(cache) == std::string::npos) {
            problem(path, "Cache-Control is \"" + response.headers["cache-control"] + "\", without " + cache);
        }
    }
    return std::move(response.body);
}

void StreamChecker::take(Rendition& rendition, const std::string& text) {
    ++playlists_;
    for (const auto& what : rendition.checker.next(text)) {
        problem(rendition.uri, what);
    }
}

bool StreamChecker::start() {
    const auto text = get(master_, "");
    std::vector<Variant> variants;
    for (const auto& what : checkMaster(text, soundOnly_, &variants)) {
        problem(master_, what);
    }
    for (auto& variant : variants) {
        Rendition rendition;
        rendition.uri = variant.uri;
        rendition.folder = folderOf(variant.uri);
        rendition.bandwidth = std::strtod(variant.attributes["BANDWIDTH"].c_str(), nullptr);
        renditions_.push_back(std::move(rendition));
    }
    return !renditions_.empty();
}

void StreamChecker::startRendition(Rendition& rendition) {
    take(rendition, get(rendition.uri, ""));
    const auto& playlist = *rendition.checker.current();
    // What is older than the first look is not fetched, but every segment behind it is.
    rendition.segmentsChecked = playlist.segments.size();
    if (!playlist.ended) {
        refusals(rendition);
    }
}

void StreamChecker::refusals(const Rendition& rendition) {
    const auto expect = [&](const std::string& query, int status) {
        const auto got = fetch_(rendition.uri + query).status;
        if (got != status) {
            problem(rendition.uri + query, "answered " + std::to_string(got) + ", not " + std::to_string(status));
        }
    };
    const auto next = rendition.checker.current()->nextMsn();
    expect("?_HLS_part=0", 400);
    expect("?_HLS_msn=" + std::to_string(next + 40), 400);
    // Two segments on: the one that is open may be complete before the request arrives.
    expect("?_HLS_msn=" + std::to_string(next + 2) + "&_HLS_part=90", 400);
    if (next > 0) {
        expect("?_HLS_msn=0", 200);
        expect("?_HLS_msn=0&_HLS_part=0", 200);
    }
    const auto missing = fetch_(rendition.folder + std::to_string(next + 40) + ".m4s").status;
    if (missing != 404) {
        problem(rendition.folder, "a segment far ahead answered " + std::to_string(missing) + ", not 404");
    }
}

void StreamChecker::readInit(Rendition& rendition, const std::string& map) {
    if (map == rendition.map) {
        return;
    }
    const auto init = get(rendition.folder + map, "immutable");
    const auto boxes = readBoxes(init);
    if (!boxes || boxes->size() < 2 || boxes->front().type != "ftyp" || boxes->at(1).type != "moov") {
        problem(rendition.folder + map, "is no init segment");
    }
    rendition.map = map;
    rendition.timescales = timescalesOf(init);
}

void StreamChecker::checkPart(Rendition& rendition, const Part& part, const std::string& body) {
    const auto where = rendition.folder + part.uri;
    const auto boxes = readBoxes(body);
    if (!boxes || boxes->size() != 2 || boxes->at(0).type != "moof" || boxes->at(1).type != "mdat") {
        return problem(where, "is not one moof and one mdat");
    }
    const auto fragments = readFragments(body);
    double longest = 0;
    double shortest = 1e9;
    for (const auto& [track, run] : fragments->front().tracks) {
        const auto scale = rendition.timescales.contains(track) ? rendition.timescales[track] : 0;
        if (scale == 0) {
            return problem(where, "has a track that the init segment does not know");
        }
        if (rendition.trackEnds.contains(track) && run.start < rendition.trackEnds[track]) {
            problem(where, "overlaps the part before in track " + std::to_string(track));
        }
        rendition.trackEnds[track] = run.start + run.duration;
        longest = std::max(longest, static_cast<double>(run.duration) / static_cast<double>(scale));
        shortest = std::min(shortest, static_cast<double>(run.duration) / static_cast<double>(scale));
    }
    if (shortest > part.duration + kDurationTolerance || longest < part.duration - kDurationTolerance) {
        problem(where, "lasts " + std::to_string(longest) + " s, the playlist says " + std::to_string(part.duration));
    }
}

void StreamChecker::fetchParts(Rendition& rendition, const Segment& segment) {
    for (const auto& part : segment.parts) {
        if (part.gap || rendition.bodies.contains(part.uri)) {
            continue;
        }
        readInit(rendition, segment.map);
        auto body = get(rendition.folder + part.uri, "immutable");
        checkPart(rendition, part, body);
        rendition.bodies[part.uri] = std::move(body);
        ++parts_;
    }
}

void StreamChecker::checkSegments(Rendition& rendition) {
    const auto& segments = rendition.checker.current()->segments;
    for (; rendition.segmentsChecked < segments.size(); ++rendition.segmentsChecked) {
        const auto& segment = segments[rendition.segmentsChecked];
        if (segment.parts.empty() || segment.gap) {
            continue;
        }
        std::string parts;
        for (const auto& part : segment.parts) {
            parts += rendition.bodies[part.uri];
            rendition.bodies.erase(part.uri);
        }
        const auto whole = get(rendition.folder + segment.uri, "immutable");
        if (whole != parts) {
            problem(rendition.folder + segment.uri, "is not its parts in a row");
        }
        const auto rate = 8.0 * static_cast<double>(whole.size()) / segment.duration;
        if (segment.duration >= 1 && rate > rendition.bandwidth * kBandwidthTolerance) {
            problem(rendition.folder + segment.uri, "has a higher bit rate than BANDWIDTH says");
        }
    }
}

/// Asks for the next part, waits for it, and takes it.
void StreamChecker::follow(Rendition& rendition) {
    const auto& before = *rendition.checker.current();
    const auto parts = before.open ? before.open->parts.size() : 0;
    const auto msn = before.nextMsn();
    const auto query = "?_HLS_msn=" + std::to_string(msn) + "&_HLS_part=" + std::to_string(parts) + "&_HLS_skip=YES";
    take(rendition, get(rendition.uri + query, ""));
    const auto& now = *rendition.checker.current();
    const bool there = now.ended || now.nextMsn() > msn || (now.open && now.open->parts.size() > parts);
    if (!there) {
        problem(rendition.uri + query, "answered before the part was there");
    }
    if (now.ended) {
        return;
    }
    for (auto i = rendition.segmentsChecked; i < now.segments.size(); ++i) {
        fetchParts(rendition, now.segments[i]);
    }
    if (now.open) {
        fetchParts(rendition, *now.open);
    }
    checkSegments(rendition);
}

/// A delta that was filled in must be what everybody else gets.
void StreamChecker::compareWithFull(Rendition& rendition) {
    take(rendition, get(rendition.uri, ""));
    const auto hint = rendition.checker.current()->hints;
    if (rendition.checker.current()->ended || hint.empty()) {
        return;
    }
    const auto waited = fetch_(rendition.folder + hint.front());
    if (waited.status == 200) {
        return;
    }
    take(rendition, get(rendition.uri, ""));
    if (!rendition.checker.current()->ended) {  // at the end there is no next part
        problem(rendition.folder + hint.front(), "was hinted but answered " + std::to_string(waited.status));
    }
}

std::vector<std::string> StreamChecker::run(std::chrono::milliseconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    if (!start()) {
        return problems_;
    }
    for (auto& rendition : renditions_) {
        startRendition(rendition);
    }
    bool ended = false;
    for (int round = 0; !ended && problems_.size() < 50 && std::chrono::steady_clock::now() < end; ++round) {
        std::vector<NamedPlaylist> all;
        for (auto& rendition : renditions_) {
            follow(rendition);
            if (round % 10 == 5) {
                compareWithFull(rendition);
            }
            ended = ended || rendition.checker.current()->ended;
            all.push_back({rendition.uri, *rendition.checker.current()});
        }
        if (!ended) {
            for (const auto& what : checkTogether(all)) {
                problem(master_, what);
            }
        }
    }
    return std::move(problems_);
}

}  // namespace tsudoi::test::hls
