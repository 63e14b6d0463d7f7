// SPDX-License-Identifier: GPL-3.0-or-later
// The checker must find what is wrong: every case breaks one rule of a good playlist.
#include "tests/support/hls_check.h"

#include <doctest/doctest.h>

using namespace tsudoi::test::hls;

namespace {

const std::string kHeader =
    "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:2\n#EXT-X-PART-INF:PART-TARGET=0.50000\n"
    "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0,PART-HOLD-BACK=1.50000\n"
    "#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MEDIA-SEQUENCE:0\n"
    "#EXT-X-DISCONTINUITY-SEQUENCE:0\n#EXT-X-MAP:URI=\"init.mp4\"\n"
    "#EXT-X-PROGRAM-DATE-TIME:2026-11-23T08:00:00.000Z\n";
const std::string kSegment =
    "#EXT-X-PART:DURATION=0.50000,URI=\"0.0.m4s\",INDEPENDENT=YES\n#EXT-X-PART:DURATION=0.50000,URI=\"0.1.m4s\"\n"
    "#EXT-X-PART:DURATION=0.50000,URI=\"0.2.m4s\"\n#EXT-X-PART:DURATION=0.50000,URI=\"0.3.m4s\"\n"
    "#EXTINF:2.00000,\n0.m4s\n";
const std::string kOpen = "#EXT-X-PART:DURATION=0.50000,URI=\"1.0.m4s\",INDEPENDENT=YES\n";
const std::string kHint = "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"1.1.m4s\"\n";
const std::string kGood = kHeader + kSegment + kOpen + kHint;

std::string with(const std::string& what, const std::string& by) {
    auto text = kGood;
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}
bool good(const std::string& text) {
    return checkPlaylist(parsePlaylist(text)).empty();
}

}  // namespace

TEST_CASE("a good playlist has no problems") {
    CHECK(checkPlaylist(parsePlaylist(kGood)) == std::vector<std::string>{});
}

TEST_CASE("broken rules inside one playlist are found") {
    CHECK_FALSE(good(with("#EXTM3U\n", "")));
    CHECK_FALSE(good(with("#EXT-X-TARGETDURATION:2\n", "")));
    CHECK_FALSE(good(with("#EXT-X-TARGETDURATION:2\n", "#EXT-X-TARGETDURATION:1\n")));
    CHECK_FALSE(good(with("#EXT-X-TARGETDURATION:2\n", "#EXT-X-TARGETDURATION:2\n#EXT-X-TARGETDURATION:2\n")));
    CHECK_FALSE(good(with("PART-TARGET=0.50000", "PART-TARGET=0.40000")));
    CHECK_FALSE(good(with("PART-TARGET=0.50000", "PART-TARGET=0.70000")));
    CHECK_FALSE(good(with("PART-HOLD-BACK=1.50000", "PART-HOLD-BACK=1.00000")));
    CHECK_FALSE(good(with("CAN-SKIP-UNTIL=12.0", "CAN-SKIP-UNTIL=8.0")));
    CHECK_FALSE(good(with("CAN-BLOCK-RELOAD=YES,", "")));
    CHECK_FALSE(good(with(":EVENT", ":VOD")));
    CHECK_FALSE(good(with("#EXT-X-INDEPENDENT-SEGMENTS\n", "")));
    CHECK_FALSE(good(with("#EXT-X-DISCONTINUITY-SEQUENCE:0\n", "")));
    CHECK_FALSE(good(with("#EXT-X-MAP:URI=\"init.mp4\"\n", "")));
    CHECK_FALSE(good(with("#EXT-X-PROGRAM-DATE-TIME:2026-11-23T08:00:00.000Z\n", "")));
    CHECK_FALSE(good(with("2026-11-23T08:00:00.000Z", "yesterday")));
    CHECK_FALSE(good(with("#EXTINF:2.00000", "#EXTINF:1.90000")));
    CHECK_FALSE(good(with("#EXTINF:2.00000", "#EXTINF:2.60000")));
    CHECK_FALSE(good(with("URI=\"0.2.m4s\"", "URI=\"0.1.m4s\"")));
    CHECK_FALSE(good(with("DURATION=0.50000,URI=\"0.2.m4s\"", "DURATION=0.30000,URI=\"0.2.m4s\"")));
    CHECK_FALSE(good(with("\"0.0.m4s\",INDEPENDENT=YES", "\"0.0.m4s\"")));
    CHECK_FALSE(good(with(kSegment, "#EXTINF:2.00000,\n0.m4s\n")));
    CHECK_FALSE(good(with(kHint, "")));
    CHECK_FALSE(good(with(kHint, kHint + kHint)));
    CHECK_FALSE(good(with("URI=\"1.1.m4s\"", "URI=\"1.2.m4s\"")));
    CHECK_FALSE(good(with(kOpen + kHint, kHint + kOpen)));
    CHECK_FALSE(good(with("#EXTINF:2.00000,\n0.m4s\n", "#EXTINF:2.00000,\n#EXT-X-DISCONTINUITY\n0.m4s\n")));
    CHECK_FALSE(good(kGood + "#EXT-X-ENDLIST\n"));
    CHECK_FALSE(good(kGood + "#EXT-X-NONSENSE\n"));
    CHECK_FALSE(good(kGood.substr(0, kGood.size() - 1)));
}

TEST_CASE("parts that are too old must not be listed") {
    std::string text = kHeader + kSegment;
    for (const char* msn : {"1", "2", "3", "4"}) {
        text += "#EXTINF:2.00000,\n" + std::string(msn) + ".m4s\n";
    }
    text += "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"5.0.m4s\"\n";
    CHECK_FALSE(good(text));
}

TEST_CASE("what changes between two looks is found") {
    const auto after = [](const std::string& later) {
        PlaylistChecker checker;
        REQUIRE(checker.next(kGood).empty());
        return checker.next(later);
    };
    CHECK(after(kGood).empty());
    CHECK_FALSE(after(with("0.m4s\n", "00.m4s\n")).empty());
    CHECK_FALSE(after(with("init.mp4", "init2.mp4")).empty());
    CHECK_FALSE(after(with("08:00:00.000Z", "08:00:01.000Z")).empty());
    CHECK_FALSE(after(with("#EXT-X-MEDIA-SEQUENCE:0", "#EXT-X-MEDIA-SEQUENCE:1")).empty());
    CHECK_FALSE(after(with(kOpen + kHint, "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"1.0.m4s\"\n")).empty());
    CHECK_FALSE(after(kHeader + "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"0.0.m4s\"\n").empty());
    const auto longer = with("PART-TARGET=0.50000", "PART-TARGET=0.50100");
    CHECK_FALSE(after(longer).empty());
}

TEST_CASE("dates that go back are found") {
    auto text = kGood;
    text.insert(text.find(kOpen),
                "#EXTINF:1.00000,\n1.m4s\n#EXT-X-PROGRAM-DATE-TIME:2026-11-23T07:59:00.000Z\n"
                "#EXTINF:1.00000,\n2.m4s\n");
    PlaylistChecker checker;
    (void)checker.next(kGood);
    const auto problems = checker.next(text);
    CHECK(std::any_of(problems.begin(), problems.end(), [](auto& p) { return p.find("goes back") != p.npos; }));
}

TEST_CASE("a delta that skips what was never listed, or too much, is found") {
    auto text = with(kSegment, "#EXT-X-SKIP:SKIPPED-SEGMENTS=7\n" + kSegment);
    PlaylistChecker checker;
    (void)checker.next(kGood);
    CHECK_FALSE(checker.next(text).empty());
}

TEST_CASE("a master that mixes sound only and pictures, or lacks attributes, is found") {
    const std::string video =
        "#EXT-X-STREAM-INF:BANDWIDTH=2,AVERAGE-BANDWIDTH=1,CODECS=\"avc1.4D4028,mp4a.40.2\",RESOLUTION=2x2,"
        "FRAME-RATE=30.000\na/index.m3u8\n";
    const std::string sound = "#EXT-X-STREAM-INF:BANDWIDTH=2,AVERAGE-BANDWIDTH=1,CODECS=\"mp4a.40.2\"\nb/index.m3u8\n";
    CHECK(checkMaster("#EXTM3U\n" + video, false).empty());
    CHECK(checkMaster("#EXTM3U\n" + sound, true).empty());
    CHECK_FALSE(checkMaster("#EXTM3U\n" + video + sound, false).empty());
    CHECK_FALSE(checkMaster("#EXTM3U\n" + video + video, false).empty());
    CHECK_FALSE(checkMaster("#EXTM3U\n", false).empty());
}

TEST_CASE("renditions that are cut differently are found") {
    auto other = kGood;
    other.insert(other.find("#EXT-X-PART:DURATION=0.50000,URI=\"0.0"), "#EXT-X-DISCONTINUITY\n");
    const auto report = [](const char* name) {
        return std::string("#EXT-X-RENDITION-REPORT:URI=\"../") + name + "/index.m3u8\",LAST-MSN=1,LAST-PART=0\n";
    };
    const auto a = parsePlaylist(kGood + report("b"));
    CHECK(checkTogether({{"a/index.m3u8", a}, {"b/index.m3u8", parsePlaylist(kGood + report("a"))}}).empty());
    CHECK_FALSE(checkTogether({{"a/index.m3u8", a}, {"b/index.m3u8", parsePlaylist(kGood)}}).empty());
    CHECK_FALSE(checkTogether({{"a/index.m3u8", a}, {"b/index.m3u8", parsePlaylist(other + report("a"))}}).empty());
}
