// SPDX-License-Identifier: GPL-3.0-or-later
#include "input_peers.h"
#include "input_rig.h"

#include <gst/rtsp-server/rtsp-server.h>

using namespace tsudoi;
using namespace tsudoi::tests;
using seminar::InputKind;
using seminar::InputSpec;
using seminar::InputState;

namespace {

constexpr const char* kCamera =
    "( videotestsrc is-live=true ! video/x-raw,width=320,height=180,framerate=30/1 ! "
    "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=15 ! rtph264pay name=pay0 pt=96 "
    "audiotestsrc is-live=true ! audioconvert ! alawenc ! rtppcmapay name=pay1 pt=8 )";

/// A network camera: a GStreamer RTSP server on the control thread's main context.
class Camera {
public:
    explicit Camera(ControlThread& control, int port = 0, const char* media = kCamera, bool locked = false)
        : control_(control) {
        control_.run([&] { open(port, media, locked); });
    }
    ~Camera() {
        control_.run([&] { close(); });
    }
    Camera(const Camera&) = delete;
    Camera& operator=(const Camera&) = delete;

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] std::string url(const std::string& credentials = "") const {
        return "rtsp://" + credentials + "127.0.0.1:" + std::to_string(port_) + "/camera";
    }

private:
    void open(int port, const char* media, bool locked) {
        pipeline::gstInit();
        server_.reset(gst_rtsp_server_new());
        gst_rtsp_server_set_address(server_.get(), "127.0.0.1");
        gst_rtsp_server_set_service(server_.get(), std::to_string(port).c_str());
        if (locked) {
            lock();
        }
        GstRTSPMountPoints* mounts = gst_rtsp_server_get_mount_points(server_.get());
        GstRTSPMediaFactory* factory = gst_rtsp_media_factory_new();
        gst_rtsp_media_factory_set_launch(factory, media);
        gst_rtsp_media_factory_set_shared(factory, TRUE);
        if (locked) {
            GstRTSPPermissions* permissions = gst_rtsp_permissions_new();
            gst_rtsp_permissions_add_role(permissions, "user", "media.factory.access", G_TYPE_BOOLEAN, TRUE,
                                          "media.factory.construct", G_TYPE_BOOLEAN, TRUE, nullptr);
            gst_rtsp_media_factory_set_permissions(factory, permissions);
            gst_rtsp_permissions_unref(permissions);
        }
        gst_rtsp_mount_points_add_factory(mounts, "/camera", factory);
        g_object_unref(mounts);
        source_ = gst_rtsp_server_attach(server_.get(), g_main_context_get_thread_default());
        port_ = gst_rtsp_server_get_bound_port(server_.get());
    }
    void lock() {
        const pipeline::ObjectPtr<GstRTSPAuth> auth(gst_rtsp_auth_new());
        GstRTSPToken* token = gst_rtsp_token_new(GST_RTSP_TOKEN_MEDIA_FACTORY_ROLE, G_TYPE_STRING, "user", nullptr);
        const auto basic = pipeline::takeString(gst_rtsp_auth_make_basic("admin", "secret"));
        gst_rtsp_auth_add_basic(auth.get(), basic.c_str(), token);
        gst_rtsp_token_unref(token);
        gst_rtsp_server_set_auth(server_.get(), auth.get());
    }
    void close() {
        g_source_destroy(g_main_context_find_source_by_id(g_main_context_get_thread_default(), source_));
        GList* clients = gst_rtsp_server_client_filter(
            server_.get(), [](GstRTSPServer*, GstRTSPClient*, gpointer) { return GST_RTSP_FILTER_REMOVE; }, nullptr);
        g_list_free_full(clients, g_object_unref);
        server_.reset();
    }

    ControlThread& control_;
    pipeline::ObjectPtr<GstRTSPServer> server_;
    guint source_ = 0;
    int port_ = 0;
};

InputSpec camera(const std::string& url) {
    return InputSpec{.kind = InputKind::Rtsp, .url = url};
}

}  // namespace

TEST_CASE("an RTSP camera brings picture and sound, goes away and comes back by itself") {
    ControlThread peers;
    auto server = std::make_unique<Camera>(peers);
    const int port = server->port();
    InputRig rig(camera(server->url()));
    REQUIRE(rig.hears([](const Heard& heard) { return heard.pictures > 30 && heard.blocks > 30; }));
    CHECK(rig.heard().size == Size{320, 180});
    CHECK(rig.heard().left > 0.01);
    CHECK(rig.heard().right == doctest::Approx(rig.heard().left));
    CHECK(rig.state() == InputState::Live);

    server.reset();
    REQUIRE(rig.becomes(InputState::Lost));
    REQUIRE(eventually([&] { return rig.status().problem.has_value(); }));

    server = std::make_unique<Camera>(peers, port);
    rig.forget();
    REQUIRE(rig.hears([](const Heard& heard) { return heard.pictures > 10 && heard.blocks > 10; }));
    CHECK(rig.becomes(InputState::Live));
    CHECK(eventually([&] { return !rig.status().problem; }));
    CHECK(rig.status().restarts > 0);
}

TEST_CASE("a Motion JPEG camera without sound is an input too") {
    ControlThread peers;
    const Camera server(
        peers, 0,
        "( videotestsrc is-live=true ! video/x-raw,format=I420,width=320,height=240,framerate=15/1 ! jpegenc ! "
        "rtpjpegpay name=pay0 pt=26 )");
    InputRig rig(camera(server.url()));
    REQUIRE(rig.hears([](const Heard& heard) { return heard.pictures > 30; }));
    CHECK(rig.heard().rate == Fraction{30, 1});
    CHECK_FALSE(rig.status().hasAudio);
}

TEST_CASE("a camera that wants a password says so without showing it") {
    ControlThread peers;
    const Camera server(peers, 0, kCamera, true);
    {
        InputRig rig(camera(server.url("admin:wrong-secret@")));
        REQUIRE(eventually([&] { return rig.status().problem.has_value(); }));
        const Text problem = *rig.status().problem;
        CHECK(problem.en.find("password") != std::string::npos);
        CHECK(problem.en.find("wrong-secret") == std::string::npos);
    }
    InputRig rig(camera(server.url("admin:secret@")));
    CHECK(rig.hears([](const Heard& heard) { return heard.pictures > 5; }));
}

TEST_CASE("an address where nobody answers is tried again and again, with growing pauses") {
    InputRig rig(camera("rtsp://127.0.0.1:" + std::to_string(freePort()) + "/camera"));
    REQUIRE(rig.becomes(InputState::Lost));
    REQUIRE(eventually([&] { return rig.status().restarts >= 2; }));
    CHECK(eventually([&] { return rig.status().retryIn > 500ms; }));
    CHECK(rig.status().problem->en.find("Cannot connect") != std::string::npos);
}

TEST_CASE("an address of another kind is refused in words") {
    InputRig rig(camera("http://127.0.0.1/"));
    REQUIRE(rig.becomes(InputState::Lost));
    CHECK(rig.status().problem->en.find("rtsp://") != std::string::npos);
}
