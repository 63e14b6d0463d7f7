// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A reader of media playlists that shares no code with the recorder that writes them.
namespace tsudoi::test::hls {

struct Part {
    double duration = 0;
    std::string uri;
    bool independent = false;
    bool gap = false;

    friend bool operator==(const Part&, const Part&) = default;
};

struct Segment {
    double duration = 0;
    std::string uri;
    bool discontinuity = false;
    bool gap = false;
    std::string map;                 ///< in force
    std::optional<double> dateTime;  ///< its own, seconds since 1970
    std::vector<Part> parts;         ///< as far as listed
};

struct Report {
    std::string uri;
    std::uint64_t lastMsn = 0;
    std::uint64_t lastPart = 0;
};

struct Playlist {
    int version = 0;
    std::optional<int> targetDuration;
    std::optional<double> partTarget;
    std::optional<double> partHoldBack;
    std::optional<double> canSkipUntil;
    bool canBlockReload = false;
    bool serverControl = false;
    std::optional<std::uint64_t> mediaSequence;
    std::optional<std::uint64_t> discontinuitySequence;
    std::string type;
    bool independentSegments = false;
    bool ended = false;
    std::uint64_t skipped = 0;
    std::vector<Segment> segments;  ///< complete ones, after the skipped
    std::optional<Segment> open;    ///< parts (and tags) behind the last complete one
    std::vector<std::string> hints;
    std::vector<Report> reports;
    std::vector<std::string> problems;  ///< found while reading

    /// Number of the first complete segment behind the listed ones.
    [[nodiscard]] std::uint64_t nextMsn() const { return mediaSequence.value_or(0) + skipped + segments.size(); }
};

[[nodiscard]] Playlist parsePlaylist(std::string_view text);

/// \return the attributes of a tag line, quotes removed
[[nodiscard]] std::map<std::string, std::string> parseAttributes(std::string_view text);

}  // namespace tsudoi::test::hls
