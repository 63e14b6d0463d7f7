// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/hls_playlist.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Does a stream keep the rules of (low-latency) HLS? Source: RFC 8216bis and what players insist on.
namespace tsudoi::test::hls {

/// Rules that one playlist must keep by itself.
[[nodiscard]] std::vector<std::string> checkPlaylist(const Playlist& playlist);

/// Follows one media playlist through its life: every text the server gave out, in order.
class PlaylistChecker {
public:
    /// \return what is wrong with \p text, by itself and after the ones before it; empty: nothing
    std::vector<std::string> next(std::string_view text);
    /// The newest state, deltas filled in.
    [[nodiscard]] const std::optional<Playlist>& current() const { return current_; }

private:
    Playlist fillSkipped(Playlist playlist);
    void compare(const Playlist& before, const Playlist& now);
    void compareSegments(const Playlist& before, const Playlist& now);
    void compareOpen(const Playlist& before, const Playlist& now);
    void problem(const std::string& what) { problems_.push_back(what); }

    std::optional<Playlist> current_;
    std::vector<std::string> problems_;
};

struct Variant {
    std::string uri;
    std::map<std::string, std::string> attributes;
};
/// \param soundOnly  the variants have no pictures
[[nodiscard]] std::vector<std::string> checkMaster(std::string_view text, bool soundOnly,
                                                   std::vector<Variant>* variants = nullptr);

/// Renditions that belong together are cut alike and report one another.
struct NamedPlaylist {
    std::string uri;  ///< relative to the master, e.g. "540p/index.m3u8"
    Playlist playlist;
};
[[nodiscard]] std::vector<std::string> checkTogether(const std::vector<NamedPlaylist>& playlists);

}  // namespace tsudoi::test::hls
