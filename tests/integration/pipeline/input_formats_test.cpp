// SPDX-License-Identifier: GPL-3.0-or-later
#include "input_rig.h"

#include <fstream>

using namespace tsudoi;
using namespace tsudoi::tests;
using seminar::InputKind;
using seminar::InputSpec;
using seminar::InputState;
using seminar::Interlacing;

namespace {

const std::string kH264 = " -c:v libx264 -preset ultrafast -pix_fmt yuv420p ";

/// Plays a film until enough came, and says what it was.
Heard play(const std::string& path, Interlacing interlacing = Interlacing::Auto) {
    InputSpec spec = fileInput(path);
    spec.interlacing = interlacing;
    InputRig rig(spec);
    CHECK(rig.hears([](const Heard& heard) { return heard.pictures >= 20 || heard.blocks >= 20; }));
    CHECK(rig.state() == InputState::Live);
    return rig.heard();
}

}  // namespace

TEST_CASE("pictures of any size, rate and shape of pixels come in the canvas format") {
    const TempDir dir;
    struct Case {
        const char* name;
        std::string make;
        Size size;
    };
    const Case cases[] = {
        {"odd.avi",
         "-f lavfi -i testsrc2=size=320x180:rate=10 -t 4 -vf format=yuvj444p,scale=321:181 -c:v mjpeg -pix_fmt "
         "yuvj444p",
         {322, 182}},
        {"fast.mp4", "-f lavfi -i testsrc2=size=320x180:rate=60 -t 2" + kH264, {320, 180}},
        {"ntsc.mp4", "-f lavfi -i testsrc2=size=320x180:rate=30000/1001 -t 2" + kH264, {320, 180}},
        {"large.mp4", "-f lavfi -i testsrc2=size=1280x960:rate=15 -t 2" + kH264, {480, 360}},
        {"anamorphic.mp4", "-f lavfi -i testsrc2=size=180x144:rate=25 -t 2 -vf setsar=16/11" + kH264, {262, 144}},
        {"rgb.mov", "-f lavfi -i testsrc2=size=320x180:rate=30 -t 2 -c:v png", {320, 180}},
        {"deep.mkv",
         "-f lavfi -i testsrc2=size=320x180:rate=30 -t 2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p10le",
         {320, 180}},
        {"web.webm", "-f lavfi -i testsrc2=size=320x180:rate=30 -t 2 -c:v libvpx -deadline realtime", {320, 180}},
    };
    for (const Case& one : cases) {
        CAPTURE(std::string(one.name));
        const Heard heard = play(film(dir, one.name, one.make));
        CHECK(heard.size.width == one.size.width);
        CHECK(heard.size.height == one.size.height);
        CHECK(heard.rate == Fraction{30, 1});
        CHECK(heard.format == "I420");
        CHECK(heard.colorimetry == "bt709");
        CHECK_FALSE(heard.interlaced);
    }
}

TEST_CASE("a film that a phone took upright stands upright") {
    const TempDir dir;
    const auto lying = film(dir, "lying.mp4", "-f lavfi -i testsrc2=size=320x180:rate=30 -t 2" + kH264);
    const auto turned = film(dir, "turned.mp4", "-i " + lying + " -c copy -metadata:s:v rotate=90");
    CHECK(play(turned).size == Size{180, 320});
}

TEST_CASE("interlaced films are deinterlaced, also when the setting has to say so") {
    const TempDir dir;
    const auto marked = film(dir, "marked.mpg",
                             "-f lavfi -i testsrc2=size=320x192:rate=50 -t 3 -vf interlace -flags +ilme+ildct "
                             "-c:v mpeg2video -b:v 2M -f vob");
    for (const Interlacing setting : {Interlacing::Auto, Interlacing::Interlaced, Interlacing::Progressive}) {
        CAPTURE(static_cast<int>(setting));
        const Heard heard = play(marked, setting);
        CHECK(heard.size == Size{320, 192});
        CHECK_FALSE(heard.interlaced);
    }
    const auto unmarked = film(dir, "unmarked.mp4", "-f lavfi -i testsrc2=size=320x192:rate=25 -t 3" + kH264);
    CHECK_FALSE(play(unmarked, Interlacing::Interlaced).interlaced);
}

TEST_CASE("sound of any rate and number of channels comes as stereo at 48 kHz") {
    const TempDir dir;
    const std::string mono = "-f lavfi -i sine=frequency=440:sample_rate=44100 -t 3 ";
    for (const char* layout : {"mono", "stereo", "5.1", "7.1", "quad"}) {
        CAPTURE(layout);
        const auto path = film(dir, "sound.wav", mono + "-af aformat=channel_layouts=" + layout + " -c:a pcm_s16le");
        const Heard heard = play(path);
        CHECK(heard.left > 0.01);
        CHECK(heard.right == doctest::Approx(heard.left).epsilon(0.1));
        CHECK(heard.worstSoundJump < 5ms);
    }
    SUBCASE("and one that is in the left channel stays there") {
        const auto path = film(dir, "left.mp4", mono + "-af 'pan=stereo|c0=c0' -c:a aac");
        const Heard heard = play(path);
        CHECK(heard.left > 0.01);
        CHECK(heard.right < heard.left / 10);
    }
    SUBCASE("from an MP3, a FLAC and an Opus file") {
        for (const char* name : {"sound.mp3", "sound.flac", "sound.ogg"}) {
            CAPTURE(name);
            const std::string codec = std::string(name) == "sound.ogg" ? "-ar 48000 -c:a libopus" : "";
            CHECK(play(film(dir, name, mono + codec)).left > 0.01);
        }
    }
}

TEST_CASE("a source that changes its size on the way goes on") {
    const TempDir dir;
    const auto small = film(dir, "small.ts", "-f lavfi -i testsrc2=size=320x180:rate=30 -t 2" + kH264);
    const auto large = film(dir, "large.ts", "-f lavfi -i testsrc2=size=480x270:rate=25 -t 2" + kH264);
    const auto both = film(dir, "both.ts", "-i 'concat:" + small + "|" + large + "' -c copy");
    InputRig rig(fileInput(both, false));
    REQUIRE(rig.hears([](const Heard& heard) { return heard.size == Size{320, 180}; }));
    REQUIRE(rig.hears([](const Heard& heard) { return heard.size == Size{480, 270}; }));
    CHECK(eventually([&] { return rig.status().size == Size{480, 270}; }));
    CHECK(rig.status().restarts == 0);
}

TEST_CASE("broken and missing files are said to be so, in words, and tried again") {
    const TempDir dir;
    const auto write = [&](const char* name, const std::string& content) {
        std::ofstream(dir.file(name), std::ios::binary) << content;
        return dir.file(name);
    };
    std::string garbage;
    for (int i = 0; i < 200'000; ++i) {
        garbage.push_back(static_cast<char>((i * 7919 + i / 3) >> 3));
    }
    const auto whole = film(dir, "whole.mp4", kTestPictures + " -t 2" + kH264);
    const auto beheaded = dir.file("beheaded.mp4");
    std::filesystem::copy_file(whole, beheaded);
    std::filesystem::resize_file(beheaded, std::filesystem::file_size(whole) / 2);
    const std::string paths[] = {write("garbage.mp4", garbage),
                                 write("empty.mp4", ""),
                                 write("text.mp4", "これは映像ではありません。\n"),
                                 beheaded,
                                 dir.file("missing.mp4"),
                                 dir.file("")};
    for (const auto& path : paths) {
        CAPTURE(path);
        InputRig rig(fileInput(path));
        REQUIRE(rig.becomes(InputState::Lost));
        REQUIRE(eventually([&] { return rig.status().restarts > 0; }));
        const auto status = rig.status();
        REQUIRE(status.problem);
        CHECK_FALSE(status.problem->ja.empty());
        CHECK(status.problem->en.find(path) != std::string::npos);
    }
}

TEST_CASE("a film that is cut off plays as far as it goes, and is played again") {
    const TempDir dir;
    const auto path = film(dir, "cut.mp4", kTestPictures + " -t 4 -movflags +faststart -b:v 2M" + kH264);
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    InputRig rig(fileInput(path));
    CHECK(rig.hears([](const Heard& heard) { return heard.lastPicture - heard.firstPicture > 5s; }));
}

TEST_CASE("a file that appears later is picked up") {
    const TempDir dir;
    InputRig rig(fileInput(dir.file("later.mp4")));
    REQUIRE(rig.becomes(InputState::Lost));
    film(dir, "later.mp4", kTestPictures + " -t 2" + kH264);
    CHECK(rig.hears([](const Heard& heard) { return heard.pictures > 5; }));
    CHECK(eventually([&] { return !rig.status().problem; }));
}
