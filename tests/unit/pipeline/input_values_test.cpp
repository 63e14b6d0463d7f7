// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_address.h"
#include "pipeline/input_age.h"
#include "pipeline/input_backoff.h"
#include "pipeline/input_decode.h"
#include "pipeline/input_picture_size.h"
#include "pipeline/input_problem.h"

#include <doctest/doctest.h>
#include <gst/gst.h>

#include <vector>

using namespace tsudoi;
using namespace tsudoi::pipeline;
using namespace std::chrono_literals;
using seminar::InputState;

TEST_CASE("the age of the newest picture decides") {
    CHECK(stateOf({}) == InputState::Starting);
    CHECK(stateOf({.failed = true}) == InputState::Lost);
    CHECK(stateOf({.age = 0ms}) == InputState::Live);
    CHECK(stateOf({.age = 299ms}) == InputState::Live);
    CHECK(stateOf({.age = 300ms}) == InputState::Hold);
    CHECK(stateOf({.age = 1099ms}) == InputState::Hold);
    CHECK(stateOf({.age = 1100ms}) == InputState::Lost);
    CHECK(stateOf({.age = 1h, .still = true}) == InputState::Live);
    CHECK(stateOf({.age = 10ms, .failed = true}) == InputState::Live);
}

TEST_CASE("pauses between starts grow from half a second to ten and begin again after success") {
    InputBackoff backoff;
    std::vector<std::chrono::milliseconds> pauses;
    for (int i = 0; i < 7; ++i) {
        pauses.push_back(backoff.next());
    }
    CHECK(pauses == std::vector<std::chrono::milliseconds>{500ms, 1s, 2s, 4s, 8s, 10s, 10s});
    CHECK(backoff.failures() == 7);
    backoff.reset();
    CHECK(backoff.next() == 500ms);
}

TEST_CASE("the size of an input's picture is its own, even, and inside the canvas") {
    const Size canvas{1920, 1080};
    CHECK(inputSize({{1280, 720}}, canvas) == Size{1280, 720});
    CHECK(inputSize({{641, 359}}, canvas) == Size{642, 360});
    CHECK(inputSize({{3840, 2160}}, canvas) == canvas);
    CHECK(inputSize({{4096, 2160}}, canvas) == Size{1920, 1012});
    CHECK(inputSize({{1, 1}}, canvas) == Size{2, 2});
    CHECK(inputSize({{1080, 1920}}, canvas) == Size{608, 1080});
    SUBCASE("anamorphic pictures get square pixels") {
        CHECK(inputSize({{720, 576}, {16, 11}}, canvas) == Size{1048, 576});
        CHECK(inputSize({{720, 480}, {8, 9}}, canvas) == Size{720, 540});
        CHECK(inputSize({{1440, 1080}, {4, 3}}, canvas) == canvas);
        CHECK(inputSize({{1280, 720}, {0, 1}}, canvas) == Size{1280, 720});
        CHECK(inputSize({{1280, 720}, {1000, 1}}, canvas) == Size{1280, 720});
    }
    SUBCASE("a picture that will be turned fits the canvas afterwards") {
        CHECK(inputSize({{1920, 1080}, {1, 1}, true}, canvas) == Size{1080, 608});
    }
}

TEST_CASE("addresses are shown without credentials") {
    CHECK(shownAddress("rtsp://admin:secret@10.0.0.5:554/h264?x=1") == "rtsp://10.0.0.5:554");
    CHECK(shownAddress("rtsp://admin:p@ss@cam/1") == "rtsp://cam");
    CHECK(shownAddress("rtsp://user:pa/ss@cam/1") == "rtsp://cam");
    CHECK(shownAddress("rtsp://user:pa#s?s@cam:554/1") == "rtsp://cam:554");
    CHECK(shownAddress("srt://host:7001?passphrase=verysecret") == "srt://host:7001");
    CHECK(shownAddress("rtmp://host/app/key-of-the-stream") == "rtmp://host");
    CHECK(shownAddress("not an address").empty());
}

TEST_CASE("problems name the place and what to do, never a secret") {
    const seminar::InputSpec spec{.kind = seminar::InputKind::Rtsp, .url = "rtsp://admin:secret@cam/1"};
    GError error{GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED, nullptr};
    const Text text = problemOf(error, spec);
    CHECK(text.en.find("password") != std::string::npos);
    CHECK(text.en.find("rtsp://cam") != std::string::npos);
    CHECK(text.en.find("secret") == std::string::npos);
    CHECK(text.ja.find("secret") == std::string::npos);
    CHECK(text.ja.find("パスワード") != std::string::npos);
}

TEST_CASE("only listed elements are plugged automatically") {
    CHECK(isAllowedDecoder("avdec_h264"));
    CHECK(isAllowedDecoder("tsdemux"));
    CHECK_FALSE(isAllowedDecoder("rsvgdec"));
    CHECK_FALSE(isAllowedDecoder("hlsdemux"));
    CHECK_FALSE(isAllowedDecoder("midiparse"));
}
