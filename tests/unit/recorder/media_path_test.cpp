// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/media_path.h"

#include <doctest/doctest.h>

using namespace tsudoi::recorder;
using Kind = MediaPath::Kind;

TEST_CASE("every path of the contract is known") {
    CHECK(parseMediaPath("index.m3u8") == MediaPath{Kind::Master});
    CHECK(parseMediaPath("audio.m3u8") == MediaPath{Kind::SoundMaster});
    CHECK(parseMediaPath("chapters.vtt") == MediaPath{Kind::Chapters});
    CHECK(parseMediaPath("poster.jpg") == MediaPath{Kind::Poster});
    CHECK(parseMediaPath("1080p/index.m3u8") == MediaPath{Kind::Playlist, "1080p"});
    CHECK(parseMediaPath("1080p/replay.m3u8") == MediaPath{Kind::Replay, "1080p"});
    CHECK(parseMediaPath("1080p/init.mp4") == MediaPath{Kind::Init, "1080p", 1});
    CHECK(parseMediaPath("1080p/init12.mp4") == MediaPath{Kind::Init, "1080p", 12});
    CHECK(parseMediaPath("audio/0.m4s") == MediaPath{Kind::Segment, "audio", 0});
    CHECK(parseMediaPath("audio/12.3.m4s") == MediaPath{Kind::Part, "audio", 12, 3});
}

TEST_CASE("no other spelling is accepted") {
    for (const char* path : {"",
                             "/",
                             "index.m3u8/",
                             "../index.m3u8",
                             "1080p",
                             "1080p/",
                             "1080p/index.m3u8 ",
                             "1080p/init1.mp4",
                             "1080p/init0.mp4",
                             "1080p/init02.mp4",
                             "1080p/init-2.mp4",
                             "1080p/00.m4s",
                             "1080p/-1.m4s",
                             "1080p/+1.m4s",
                             "1080p/1..m4s",
                             "1080p/1.2.3.m4s",
                             "1080p/1.02.m4s",
                             "1080p/.m4s",
                             "1080p/.1.m4s",
                             "1080p/9999999999.m4s",
                             "1080P/1.m4s",
                             "-x/1.m4s",
                             "../1.m4s",
                             "a/b/1.m4s",
                             "1080p/recording.index",
                             "recording.json"}) {
        CAPTURE(path);
        CHECK_FALSE(parseMediaPath(path).has_value());
    }
}
