// SPDX-License-Identifier: GPL-3.0-or-later
#include "input_peers.h"
#include "input_rig.h"

using namespace tsudoi;
using namespace tsudoi::tests;
using seminar::InputKind;
using seminar::InputSpec;
using seminar::InputState;

namespace {

/// An SRT sender with GStreamer: ffmpeg may have been built without SRT.
std::string srtSender(const std::string& sink) {
    return "gst-launch-1.0 -q mpegtsmux name=mux alignment=7 ! srtsink wait-for-connection=false " + sink +
           " videotestsrc is-live=true ! video/x-raw,width=320,height=180,framerate=30/1 ! "
           "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=15 ! h264parse config-interval=-1 ! mux. "
           "audiotestsrc is-live=true ! audioconvert ! avenc_aac ! aacparse ! mux.";
}

InputSpec srt(const std::string& url, const std::string& passphrase = "") {
    return InputSpec{.kind = InputKind::Srt, .url = url, .passphrase = passphrase};
}

bool plays(InputRig& rig) {
    rig.forget();
    return rig.hears([](const Heard& heard) { return heard.pictures > 30 && heard.blocks > 30; });
}

}  // namespace

TEST_CASE("an SRT sender that calls us is heard, and again after it was gone") {
    const std::string port = std::to_string(freePort(SOCK_DGRAM));
    InputRig rig(srt("srt://127.0.0.1:" + port + "?mode=listener"));
    REQUIRE(eventually([&] { return rig.status().problem.has_value(); }));
    CHECK(rig.status().problem->en.find("Waiting") != std::string::npos);

    auto sender = shellPeer(srtSender("uri='srt://127.0.0.1:" + port + "?mode=caller'"));
    REQUIRE(plays(rig));
    CHECK(rig.heard().worstSoundJump < 200ms);
    CHECK(rig.state() == InputState::Live);
    sender.end();
    REQUIRE(rig.becomes(InputState::Lost));
    sender = shellPeer(srtSender("uri='srt://127.0.0.1:" + port + "?mode=caller'"));
    REQUIRE(plays(rig));
    CHECK(rig.becomes(InputState::Live));
}

TEST_CASE("an SRT sender that we call, with a passphrase") {
    const std::string port = std::to_string(freePort(SOCK_DGRAM));
    const std::string url = "srt://127.0.0.1:" + port;
    const auto sender =
        shellPeer(srtSender("uri='srt://127.0.0.1:" + port + "?mode=listener' passphrase=correct-horse"));
    {
        InputRig rig(srt(url, "correct-horse"));
        CHECK(plays(rig));
    }
    InputRig rig(srt(url, "battery-staple"));
    REQUIRE(rig.becomes(InputState::Lost));
    REQUIRE(eventually([&] { return rig.status().problem.has_value(); }));
    CHECK(rig.heard().pictures == 0);
    CHECK(rig.status().problem->en.find("battery") == std::string::npos);
}

TEST_CASE("a frozen SRT sender is lost within 1.2 s and found again when it goes on") {
    const std::string port = std::to_string(freePort(SOCK_DGRAM));
    const auto sender = shellPeer(srtSender("uri='srt://127.0.0.1:" + port + "?mode=listener'"));
    InputRig rig(srt("srt://127.0.0.1:" + port));
    REQUIRE(plays(rig));
    sender.freeze();
    REQUIRE(rig.becomes(InputState::Lost));
    CHECK(rig.supervisor().age() < 1200ms + 500ms);
    REQUIRE(eventually([&] { return rig.status().problem.has_value(); }));
    sender.thaw();
    REQUIRE(plays(rig));
    CHECK(rig.becomes(InputState::Live));
}
