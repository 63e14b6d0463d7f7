// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/loader.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace tsudoi;
using namespace tsudoi::config;

namespace {

LoadResult parsed(std::string_view text) {
    return parse(text, "/etc/tsudoi/room.toml");
}

/// \return the line of the problem whose English text has \p words; -1: there is none
int lineOf(const LoadResult& loaded, std::string_view words) {
    for (const Problem& problem : loaded.problems) {
        if (problem.text.en.find(words) != std::string::npos) {
            return problem.line;
        }
    }
    return -1;
}

std::string all(const LoadResult& loaded) {
    std::string text;
    for (const Problem& problem : loaded.problems) {
        text += describe(problem) + '\n';
    }
    return text;
}

}  // namespace

TEST_CASE("an empty file means the defaults") {
    const LoadResult loaded = parsed("");
    CHECK(loaded.problems.empty());
    CHECK(loaded.settings.server.listenPort == 8443);
    CHECK(loaded.settings.replay.keep == std::chrono::hours(24 * 7));
    REQUIRE(loaded.settings.programme.renditions.size() == 3);
    CHECK(loaded.settings.programme.renditions[0].videoBitrate == 3'000'000);
    CHECK_FALSE(loaded.settings.programme.renditions[2].size.has_value());
}

TEST_CASE("values reach the settings") {
    const LoadResult loaded = parsed(R"(
[server]
listen = "[::1]:9443"
public_url = "https://seminar.example.jp/"
network_threads = 8
[storage]
directory = "data"
minimum_free = "5GB"
[programme]
size = "1280x720"
frame_rate = 29.97
[[programme.rendition]]
name = "720p"
size = "1280x720"
video_bitrate = "2M"
[replay]
keep = "3s"
[[input]]
id = "cam"
name = "カメラ"
kind = "device"
video = "C920"
interlacing = "interlaced"
[[input]]
id = "srt"
kind = "srt"
url = "srt://:9000?mode=listener"
passphrase = "0123456789"
)");
    CHECK_MESSAGE(loaded.problems.empty(), all(loaded));
    const Settings& settings = loaded.settings;
    CHECK(settings.server.listenAddress == "::1");
    CHECK(settings.server.listenPort == 9443);
    CHECK(settings.server.publicUrl == "https://seminar.example.jp");
    CHECK(settings.server.networkThreads == 8);
    CHECK(settings.storage.directory == "/etc/tsudoi/data");
    CHECK(settings.storage.minimumFree == 5'000'000'000U);
    CHECK(settings.programme.size == Size{1280, 720});
    CHECK(settings.programme.frameRate == Fraction{30000, 1001});
    REQUIRE(settings.programme.renditions.size() == 1);
    CHECK(settings.programme.renditions[0].audioBitrate == 96'000);
    CHECK(settings.replay.keep == std::chrono::seconds(3));
    REQUIRE(settings.inputs.size() == 2);
    CHECK(settings.inputs[0].videoDevice == "C920");
    CHECK(settings.inputs[0].interlacing == Interlacing::Interlaced);
    CHECK(settings.inputs[1].passphrase == "0123456789");
}

TEST_CASE("every problem is reported at once, with its line") {
    const LoadResult loaded = parsed(R"([server]
lisen = "0.0.0.0:80"
network_threads = 65
[storage]
minimum_free = "10 apples"
[replay]
keep = 7
[programm]
[[input]]
id = "Camera 1"
kind = "camera"
)");
    CHECK_FALSE(loaded.usable());
    CHECK(lineOf(loaded, "\"lisen\" is not a setting of [server]: did you mean \"listen\"?") == 2);
    CHECK(lineOf(loaded, "server.network_threads has a value that does not fit: write a whole number from 1 to 64") ==
          3);
    CHECK(lineOf(loaded, "storage.minimum_free = \"10 apples\" is not understood") == 5);
    CHECK(lineOf(loaded, "replay.keep has a value that does not fit: write a duration like \"7d\"") == 7);
    CHECK(lineOf(loaded, "\"programm\" is not a setting: did you mean \"programme\"?") == 8);
    CHECK(lineOf(loaded, "an input needs an id") == 10);
    CHECK(lineOf(loaded, "input.kind = \"camera\" is not understood") == 11);
    CHECK(loaded.problems.size() == 7);
    CHECK(std::is_sorted(loaded.problems.begin(), loaded.problems.end(),
                         [](const Problem& a, const Problem& b) { return a.line < b.line; }));
}

TEST_CASE("a file that is not TOML says where") {
    const LoadResult loaded = parsed("[server]\nlisten = 0.0.0.0:80\n");
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems[0].line == 2);
    CHECK(describe(loaded.problems[0]).starts_with("/etc/tsudoi/room.toml:2: "));
}

TEST_CASE("a file that is not there is one problem") {
    const LoadResult loaded = load("/nonexistent/room.toml");
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems[0].line == 0);
    CHECK_FALSE(loaded.usable());
}

TEST_CASE("fields that a kind needs or cannot use are named") {
    const LoadResult loaded = parsed(R"([[input]]
id = "a"
kind = "rtsp"
[[input]]
id = "a"
kind = "test"
path = "x.mp4"
[[input]]
id = "c"
kind = "device"
[[input]]
id = "d"
kind = "srt"
url = "rtmp://user:secret@host/x"
passphrase = "short"
[[input]]
id = "e"
)");
    CHECK(lineOf(loaded, "an input of kind = \"rtsp\" needs url") == 1);
    CHECK(lineOf(loaded, "two inputs have the id \"a\"") == 5);
    CHECK(lineOf(loaded, "path does not go with kind = \"test\"") == 7);
    CHECK(lineOf(loaded, "tsudoi devices prints the names") == 8);
    CHECK(lineOf(loaded, "url must be an address that begins with srt://") == 14);
    CHECK(lineOf(loaded, "passphrase must have 10 to 79 characters") == 15);
    CHECK(lineOf(loaded, "an input needs a kind") == 16);
    CHECK(all(loaded).find("secret") == std::string::npos);
    CHECK(all(loaded).find("short") == std::string::npos);
}

TEST_CASE("the key of a WHIP input must fit into a field of HTTP") {
    const std::string door = "[[input]]\nid = \"obs\"\nkind = \"whip\"\npassphrase = ";
    CHECK(parsed(door + "\"long-enough\"\n").problems.empty());
    CHECK(lineOf(parsed(door + "\"with spaces in it\"\n"), "ASCII without spaces") == 4);
    CHECK(lineOf(parsed(door + "\"short\"\n"), "passphrase must have 10 to 79 characters") == 4);
}

TEST_CASE("a missing film is only a warning") {
    const LoadResult loaded = parsed("[[input]]\nid = \"f\"\nkind = \"file\"\npath = \"nowhere.mp4\"\n");
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems[0].warning);
    CHECK(loaded.usable());
}

TEST_CASE("renditions are checked against each other and the canvas") {
    const LoadResult loaded = parsed(R"([programme]
size = "1280x721"
frame_rate = 240
[[programme.rendition]]
name = "a"
size = "1920x1080"
video_bitrate = "1k"
[[programme.rendition]]
name = "a"
video_bitrate = "3M"
audio_bitrate = "1M"
[[programme.rendition]]
name = "Big"
size = "640x360"
)");
    CHECK(lineOf(loaded, "programme.size must have even numbers") == 2);
    CHECK(lineOf(loaded, "programme.frame_rate must be from 5 to 60") == 3);
    CHECK(lineOf(loaded, "rendition.size must not be larger than programme.size") == 6);
    CHECK(lineOf(loaded, "rendition.video_bitrate must be from") == 7);
    CHECK(lineOf(loaded, "two renditions are named \"a\"") == 9);
    CHECK(lineOf(loaded, "video_bitrate needs a size beside it") == 10);
    CHECK(lineOf(loaded, "rendition.audio_bitrate must be from") == 11);
    CHECK(lineOf(loaded, "this rendition lacks video_bitrate") == 12);
    CHECK(lineOf(loaded, "a rendition needs a name of small letters") == 13);
}

TEST_CASE("tls needs both files and they must be there") {
    const LoadResult loaded = parsed("[server]\ntls = { certificate = \"/nonexistent/c.pem\", keys = \"k.pem\" }\n");
    CHECK(lineOf(loaded, "server.tls.certificate: there is no file /nonexistent/c.pem") == 2);
    CHECK(lineOf(loaded, "\"keys\" is not a setting of server.tls: did you mean \"key\"?") == 2);
    CHECK(lineOf(loaded, "server.tls lacks key") == 2);
}

TEST_CASE("one bracket instead of two is explained") {
    const LoadResult loaded = parsed("[input]\nid = \"a\"\n[programme.rendition]\nname = \"x\"\n");
    CHECK(lineOf(loaded, "write [[input]] with two brackets") == 1);
    CHECK(lineOf(loaded, "write [[programme.rendition]] with two brackets") == 3);
}

TEST_CASE("without renditions the ladder fits the canvas") {
    const LoadResult loaded = parsed("[programme]\nsize = \"640x360\"\n");
    CHECK(loaded.problems.empty());
    REQUIRE(loaded.settings.programme.renditions.size() == 2);
    CHECK(loaded.settings.programme.renditions[0].size == Size{640, 360});
    CHECK(loaded.settings.programme.renditions[1].name == "audio");
}

TEST_CASE("a relay needs its secret, and a secret its relay") {
    CHECK(lineOf(parsed("[ice]\nturn = [\"turn:turn.example.jp\"]\n"), "belong together") == 1);
    CHECK(lineOf(parsed("[ice]\nturn_secret = \"abc\"\n"), "belong together") == 1);
    CHECK(parsed("[ice]\nturn = [\"turn:turn.example.jp\"]\nturn_secret = \"abc\"\n").problems.empty());
}

TEST_CASE("sections of later versions are read but said to have no effect") {
    const LoadResult loaded = parsed("[mail]\nsmtp = \"smtp://localhost\"\nform = \"a@b\"\n");
    CHECK(lineOf(loaded, "[mail] has no effect in this version") == 1);
    CHECK(lineOf(loaded, "did you mean \"from\"?") == 3);
}
