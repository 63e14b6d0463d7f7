// SPDX-License-Identifier: GPL-3.0-or-later
#include "input_rig.h"

using namespace tsudoi;
using namespace tsudoi::tests;
using seminar::InputKind;
using seminar::InputSpec;
using seminar::InputState;

TEST_CASE("a test input brings a moving picture and a tone in the canvas format") {
    InputRig rig(InputSpec{.kind = InputKind::Test});
    REQUIRE(rig.hears([](const Heard& heard) { return heard.pictures > 20 && heard.blocks > 20; }));
    const Heard heard = rig.heard();
    CHECK(heard.format == "I420");
    CHECK(heard.colorimetry == "bt709");
    CHECK(heard.size == Size{640, 360});
    CHECK(heard.rate == Fraction{30, 1});
    CHECK(heard.left > 0.01);
    CHECK(rig.state() == InputState::Live);
    CHECK(rig.status().hasVideo);
    CHECK(rig.status().hasAudio);
    CHECK(rig.status().size == Size{640, 360});
}

TEST_CASE("picture and sound of a film start together and keep their pace") {
    const TempDir dir;
    const auto path = film(dir, "film.mp4", kTestPictures + " " + kTestSound + " -t 4 -c:v libx264 -preset ultrafast");
    InputRig rig(fileInput(path, false));
    REQUIRE(rig.hears([](const Heard& heard) { return heard.lastPicture - heard.firstPicture > 2s; }));
    const Heard heard = rig.heard();
    CHECK(heard.size == Size{320, 180});
    CHECK(std::abs((heard.firstPicture - heard.firstSound).count()) < 50'000'000);
    CHECK(heard.worstSoundJump < 2ms);
    CHECK(heard.longestPictureGap < 40ms);
}

TEST_CASE("a looped film goes on without a gap in its time") {
    const TempDir dir;
    const auto path = film(dir, "film.mp4", kTestPictures + " " + kTestSound + " -t 1 -c:v libx264 -preset ultrafast");
    InputRig rig(fileInput(path));
    REQUIRE(rig.hears([](const Heard& heard) { return heard.lastPicture - heard.firstPicture > 4s; }));
    const Heard heard = rig.heard();
    CHECK(heard.longestPictureGap < 150ms);
    CHECK(heard.worstSoundJump < 60ms);
    CHECK(heard.discontinuities == 0);
    CHECK(rig.status().restarts == 0);
}

TEST_CASE("a looped transport stream begins again by itself") {
    const TempDir dir;
    const auto path = film(dir, "film.ts", kTestPictures + " " + kTestSound + " -t 2 -c:v libx264 -preset ultrafast");
    InputRig rig(fileInput(path));
    REQUIRE(rig.hears([](const Heard& heard) { return heard.lastPicture - heard.firstPicture > 6s; }));
    CHECK(rig.status().restarts == 0);
}

TEST_CASE("a film that is not looped keeps its last picture") {
    const TempDir dir;
    const auto path = film(dir, "film.mp4", kTestPictures + " " + kTestSound + " -t 1 -c:v libx264 -preset ultrafast");
    InputRig rig(fileInput(path, false));
    REQUIRE(rig.hears([](const Heard& heard) { return heard.discontinuities > 0; }));
    REQUIRE(eventually([&] { return rig.supervisor().age() > 1500ms; }));
    CHECK(rig.state() == InputState::Live);
    CHECK_FALSE(rig.status().problem);
    CHECK(rig.reaper().running() == 0);
}

TEST_CASE("a picture of absurd size is refused before it is unpacked") {
    const TempDir dir;
    const auto path = film(dir, "huge.png", "-f lavfi -i color=size=12000x11000:rate=1 -frames:v 1 -pix_fmt monob");
    InputRig rig(InputSpec{.kind = InputKind::Image, .path = path});
    REQUIRE(rig.becomes(InputState::Lost));
    CHECK(eventually([&] { return rig.status().problem.has_value(); }));
    CHECK(rig.heard().pictures == 0);
}

TEST_CASE("an image stays for ever") {
    const TempDir dir;
    for (const char* name : {"slide.png", "slide.jpg"}) {
        CAPTURE(name);
        const auto path = film(dir, name, "-f lavfi -i testsrc2=size=400x300:rate=1 -frames:v 1");
        InputRig rig(InputSpec{.kind = InputKind::Image, .path = path});
        REQUIRE(rig.hears([](const Heard& heard) { return heard.pictures == 1; }));
        REQUIRE(eventually([&] { return rig.supervisor().age() > 1300ms; }));
        CHECK(rig.state() == InputState::Live);
        CHECK(rig.heard().size == Size{400, 300});
    }
}
