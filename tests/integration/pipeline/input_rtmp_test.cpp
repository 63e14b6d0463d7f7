// SPDX-License-Identifier: GPL-3.0-or-later
#include "input_peers.h"
#include "input_rig.h"

#include <fstream>

using namespace tsudoi;
using namespace tsudoi::tests;
using seminar::InputKind;
using seminar::InputSpec;
using seminar::InputState;

namespace {

/// An RTMP server: nginx with its RTMP module. It accepts publishers once it is made: ffmpeg asks only once.
class RtmpServer {
public:
    RtmpServer() : port_(freePort()), nginx_(start()) {
        REQUIRE(eventually([&] { return accepts(port_); }));
    }

    [[nodiscard]] std::string url() const { return "rtmp://127.0.0.1:" + std::to_string(port_) + "/live/room"; }
    /// Somebody who publishes to it.
    [[nodiscard]] Peer publisher() const {
        return shellPeer(
            "ffmpeg -nostdin -v error -re -f lavfi -i testsrc2=size=320x180:rate=30 -f lavfi -i sine=frequency=440 "
            "-c:v libx264 -preset ultrafast -tune zerolatency -g 15 -pix_fmt yuv420p -c:a aac -ar 44100 -f flv " +
            url());
    }

private:
    Peer start() {
        std::ofstream(dir_.file("nginx.conf"))
            << "daemon off; master_process off; pid " << dir_.file("pid") << "; error_log " << dir_.file("log")
            << ";\nload_module /usr/lib/nginx/modules/ngx_rtmp_module.so;\nevents {}\n"
            << "rtmp { server { listen 127.0.0.1:" << port_ << "; application live { live on; } } }\n";
        return Peer({"/usr/sbin/nginx", "-p", dir_.file(""), "-c", dir_.file("nginx.conf")});
    }

    TempDir dir_;
    int port_;
    Peer nginx_;
};

bool plays(InputRig& rig) {
    rig.forget();
    return rig.hears([](const Heard& heard) { return heard.pictures > 30 && heard.blocks > 30; });
}

}  // namespace

TEST_CASE("an RTMP stream is pulled, ends and is pulled again") {
    const RtmpServer server;
    auto sender = server.publisher();
    InputRig rig(InputSpec{.kind = InputKind::Rtmp, .url = server.url()});
    REQUIRE(plays(rig));
    CHECK(rig.heard().size == Size{320, 180});
    CHECK(rig.becomes(InputState::Live));
    sender.end();
    REQUIRE(rig.becomes(InputState::Lost));
    sender = server.publisher();
    REQUIRE(plays(rig));
    CHECK(rig.becomes(InputState::Live));
    CHECK(eventually([&] { return !rig.status().problem; }));
}

TEST_CASE("a sender that joins late is on time, whatever its own clock says") {
    const RtmpServer server;
    const auto sender = server.publisher();
    {
        InputRig early(InputSpec{.kind = InputKind::Rtmp, .url = server.url()});
        REQUIRE(early.hears([](const Heard& heard) { return heard.pictures > 90; }));
    }
    InputRig rig(InputSpec{.kind = InputKind::Rtmp, .url = server.url()});
    REQUIRE(rig.hears([](const Heard& heard) { return heard.pictures > 30; }));
    CHECK(rig.heard().latestPicture < 5s);
    CHECK(rig.heard().lastPicture < 60s);
}
