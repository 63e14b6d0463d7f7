// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_camera_format.h"

#include <doctest/doctest.h>

#include <string>

using namespace tsudoi;
using namespace tsudoi::pipeline;
using hardware::DeviceFormat;

namespace {

constexpr Size kCanvas{1920, 1080};
constexpr Fraction kRate{30, 1};

DeviceFormat format(const char* encoding, int width, int height, int rate) {
    return {.encoding = encoding, .size = {width, height}, .frameRate = {rate, 1}};
}

}  // namespace

TEST_CASE("a camera gives what fills the canvas at full speed") {
    const auto best = [](const std::vector<DeviceFormat>& formats) {
        return bestCameraFormat(formats, kCanvas, kRate);
    };
    SUBCASE("large and slow raw loses to Motion JPEG, and so does small and fast raw") {
        const auto wanted = format("mjpeg", 1920, 1080, 30);
        CHECK(best({format("raw", 1920, 1080, 5), format("raw", 640, 480, 30), wanted}) == wanted);
    }
    SUBCASE("among equals raw wins, then Motion JPEG") {
        const auto raw = format("raw", 1280, 720, 30);
        CHECK(best({format("h264", 1280, 720, 30), format("mjpeg", 1280, 720, 30), raw}) == raw);
        CHECK(best({format("h264", 1280, 720, 30), format("mjpeg", 1280, 720, 30)})->encoding == "mjpeg");
    }
    SUBCASE("more than the canvas is not better") {
        CHECK(best({format("mjpeg", 3840, 2160, 30), format("mjpeg", 1920, 1080, 30)})->size == kCanvas);
        CHECK(best({format("raw", 1920, 1080, 60), format("raw", 1920, 1080, 30)})->frameRate == kRate);
    }
    SUBCASE("what cannot be decoded or has no size is no choice") {
        CHECK_FALSE(best({format("video/x-bayer", 1920, 1080, 30), format("raw", 0, 0, 30)}));
        CHECK_FALSE(best({}));
    }
}

TEST_CASE("the canvas rate is asked for first, and less where the camera is slower") {
    const std::string fast = cameraCaps(format("mjpeg", 1920, 1080, 60), kRate);
    CHECK(fast.starts_with("image/jpeg, width=(int)1920, height=(int)1080, framerate=(fraction)30/1;"));
    const std::string slow = cameraCaps(format("raw", 1920, 1080, 5), kRate);
    CHECK(slow.starts_with("video/x-raw, width=(int)1920, height=(int)1080, framerate=(fraction)5/1;"));
}
