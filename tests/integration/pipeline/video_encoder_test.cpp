// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/video_encoder.h"

#include "pipeline/gst_registration.h"
#include "pipeline/programme_time.h"
#include "programme_bench.h"

#include <doctest/doctest.h>

#include <thread>

namespace tsudoi::pipeline::test {

namespace {

constexpr Fraction kRate{30, 1};
constexpr int kGop = 60;

/// Waits until the encoder has room, so that nothing is left out but what the test leaves out.
bool pushed(VideoEncoder& encoder, const PicturePtr& picture, std::int64_t number) {
    const VideoEncoder::Frame frame{picture, frameTime(number, kRate), frameTime(1, kRate), number % kGop == 0, false};
    for (int i = 0; i < 5000; ++i) {
        if (encoder.push(frame)) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return false;
}

}  // namespace

TEST_CASE("keyframes stand on their frames although frames between them were left out") {
    gstInit();
    const auto packets = std::make_shared<PacketLog>();
    const VideoEncoderConfig config{
        .track = kVideo, .size = kSmallCanvas, .rate = kRate, .bitrate = 400'000, .gopFrames = kGop};
    auto encoder = VideoEncoder::create("x264enc", config, packets, [](const std::string&) {});
    REQUIRE(encoder);
    const PicturePtr picture = blackPicture(kSmallCanvas);
    for (std::int64_t number = 0; number <= 3 * kGop; ++number) {
        const bool leftOut = number > 5 && number < 25;
        REQUIRE((leftOut || pushed(**encoder, picture, number)));
    }
    REQUIRE((*encoder)->finish(std::chrono::seconds(20)));
    std::vector<std::int64_t> keyframes;
    for (const EncodedPacket& packet : packets->of(kVideo)) {
        if (packet.keyframe) {
            keyframes.push_back(frameAt(packet.pts, kRate));
        }
    }
    CHECK(keyframes == std::vector<std::int64_t>{0, kGop, 2 * kGop, 3 * kGop});
}

}  // namespace tsudoi::pipeline::test
