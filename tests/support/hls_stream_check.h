// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/hls_check.h"
#include "tests/support/mp4_boxes.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace tsudoi::test::hls {

struct Response {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case; empty: a test without HTTP
    std::string body;
};
/// \param path  relative to the master playlist's folder, with its query
using Fetch = std::function<Response(const std::string& path)>;

/// Watches a running stream as a strict player would, all renditions of one master side by side.
class StreamChecker {
public:
    StreamChecker(Fetch fetch, std::string master, bool soundOnly)
        : fetch_(std::move(fetch)), master_(std::move(master)), soundOnly_(soundOnly) {}

    /// \return everything that is wrong. Ends early when the stream ends.
    std::vector<std::string> run(std::chrono::milliseconds time);
    /// Threads: these two are thread-safe.
    [[nodiscard]] std::size_t playlistsSeen() const { return playlists_; }
    [[nodiscard]] std::size_t partsSeen() const { return parts_; }

private:
    struct Rendition {
        std::string uri;
        std::string folder;
        double bandwidth = 0;
        PlaylistChecker checker;
        std::map<std::string, std::string> bodies;  ///< parts of segments that are not checked yet, by URI
        std::map<std::uint64_t, std::uint64_t> trackEnds;
        std::map<std::uint64_t, std::uint64_t> timescales;
        std::size_t segmentsChecked = 0;
        std::string map;
    };

    bool start();
    void startRendition(Rendition& rendition);
    void refusals(const Rendition& rendition);
    void follow(Rendition& rendition);
    void fetchParts(Rendition& rendition, const Segment& segment);
    void checkPart(Rendition& rendition, const Part& part, const std::string& body);
    void checkSegments(Rendition& rendition);
    void readInit(Rendition& rendition, const std::string& map);
    void compareWithFull(Rendition& rendition);
    std::string get(const std::string& path, const std::string& cache);
    void take(Rendition& rendition, const std::string& text);
    void problem(const std::string& where, const std::string& what) { problems_.push_back(where + ": " + what); }

    Fetch fetch_;
    std::string master_;
    bool soundOnly_;
    std::vector<Rendition> renditions_;
    std::vector<std::string> problems_;
    std::atomic<std::size_t> playlists_ = 0;
    std::atomic<std::size_t> parts_ = 0;
};

}  // namespace tsudoi::test::hls
