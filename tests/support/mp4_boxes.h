// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Reads fragmented MP4 box by box (ISO/IEC 14496-12), independent of libavformat.
namespace tsudoi::test {

struct Mp4Box {
    std::string type;
    std::string_view body;
};

inline std::uint64_t bigEndian(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
    }
    return value;
}

/// \return the boxes of \p bytes; nullopt when the last one is torn
inline std::optional<std::vector<Mp4Box>> readBoxes(std::string_view bytes) {
    std::vector<Mp4Box> boxes;
    while (!bytes.empty()) {
        const auto size = bytes.size() < 8 ? 0 : bigEndian(bytes, 0, 4);
        if (size < 8 || size > bytes.size()) {
            return std::nullopt;
        }
        boxes.push_back({std::string(bytes.substr(4, 4)), bytes.substr(8, size - 8)});
        bytes.remove_prefix(size);
    }
    return boxes;
}

/// One track of one fragment.
struct TrackRun {
    std::uint64_t start = 0;  ///< tfdt
    std::uint64_t duration = 0;
    std::size_t samples = 0;
    std::uint64_t lastDuration = 0;
    bool firstIsSync = false;
};

struct Fragment {
    std::uint64_t sequence = 0;
    std::map<std::uint64_t, TrackRun> tracks;  ///< by track id
};

inline TrackRun readTrackRun(std::string_view traf, std::uint64_t& track) {
    TrackRun run;
    std::uint64_t defaultDuration = 0;
    std::uint64_t flagsOfFirst = 0;
    const auto boxes = readBoxes(traf);
    for (const auto& box : *boxes) {
        const auto flags = bigEndian(box.body, 1, 3);
        if (box.type == "tfhd") {
            track = bigEndian(box.body, 4, 4);
            std::size_t at = 8 + (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0);
            if (flags & 8) {
                defaultDuration = bigEndian(box.body, at, 4);
                at += 4;
            }
            at += flags & 0x10 ? 4 : 0;
            flagsOfFirst = flags & 0x20 ? bigEndian(box.body, at, 4) : 0;
        } else if (box.type == "tfdt") {
            run.start = bigEndian(box.body, 4, box.body[0] == 1 ? 8 : 4);
        } else if (box.type == "trun") {
            run.samples = bigEndian(box.body, 4, 4);
            std::size_t at = 8 + (flags & 1 ? 4 : 0);
            if (flags & 4) {
                flagsOfFirst = bigEndian(box.body, at, 4);
                at += 4;
            }
            for (std::size_t i = 0; i < run.samples; ++i) {
                run.lastDuration = flags & 0x100 ? bigEndian(box.body, at, 4) : defaultDuration;
                at += (flags & 0x100 ? 4U : 0U) + (flags & 0x200 ? 4U : 0U);
                if (flags & 0x400) {
                    flagsOfFirst = i == 0 ? bigEndian(box.body, at, 4) : flagsOfFirst;
                    at += 4;
                }
                at += flags & 0x800 ? 4 : 0;
                run.duration += run.lastDuration;
            }
        }
    }
    run.firstIsSync = (flagsOfFirst & 0x10000) == 0;
    return run;
}

/// \return the fragments in \p bytes (init segments are skipped); nullopt when something is torn
inline std::optional<std::vector<Fragment>> readFragments(std::string_view bytes) {
    const auto boxes = readBoxes(bytes);
    if (!boxes) {
        return std::nullopt;
    }
    std::vector<Fragment> fragments;
    for (const auto& box : *boxes) {
        if (box.type != "moof") {
            continue;
        }
        Fragment fragment;
        const auto inside = readBoxes(box.body);
        for (const auto& child : *inside) {
            if (child.type == "mfhd") {
                fragment.sequence = bigEndian(child.body, 4, 4);
            } else if (child.type == "traf") {
                std::uint64_t track = 0;
                const auto run = readTrackRun(child.body, track);
                fragment.tracks[track] = run;
            }
        }
        fragments.push_back(std::move(fragment));
    }
    return fragments;
}

/// \return first broken place in words; empty: every track's fragments follow one another without gap or overlap
inline std::string checkContinuous(const std::vector<Fragment>& fragments, std::uint64_t tolerance = 0) {
    std::map<std::uint64_t, std::uint64_t> ends;
    for (std::size_t i = 0; i < fragments.size(); ++i) {
        for (const auto& [track, run] : fragments[i].tracks) {
            const auto expected = ends.contains(track) ? ends[track] : run.start;
            if (run.start < expected || run.start > expected + tolerance) {
                return "fragment " + std::to_string(i) + " track " + std::to_string(track) + ": tfdt " +
                       std::to_string(run.start) + ", expected " + std::to_string(expected);
            }
            ends[track] = run.start + run.duration;
        }
    }
    return {};
}

}  // namespace tsudoi::test
