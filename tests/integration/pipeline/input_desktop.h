// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/devices.h"
#include "input_peers.h"
#include "input_rig.h"

#include <cstdlib>
#include <filesystem>
#include <memory>

namespace tsudoi::tests {

/// A PipeWire session of its own, with its own bus, into which virtual cameras and microphones are plugged.
/// Sets this process's environment: one per test program.
class Desktop {
public:
    Desktop() {
        pipeline::gstInit();
        ::setenv("XDG_RUNTIME_DIR", dir_.file("").c_str(), 1);
        ::setenv("XDG_CONFIG_HOME", dir_.file("config").c_str(), 1);
        ::setenv("XDG_STATE_HOME", dir_.file("state").c_str(), 1);
        ::setenv("DBUS_SESSION_BUS_ADDRESS", ("unix:path=" + dir_.file("bus")).c_str(), 1);
        ::unsetenv("PULSE_SERVER");
        bus_ =
            shellPeer("dbus-daemon --session --nofork --nopidfile --address=unix:path=" + dir_.file("bus") + quiet());
        awaitFile("bus");
        pipewire_ = shellPeer("pipewire" + quiet());
        awaitFile("pipewire-0");
        manager_ = shellPeer("wireplumber" + quiet());
        pulse_ = shellPeer("pipewire-pulse" + quiet());
        awaitFile("pulse/native");
        REQUIRE(eventually([] { return std::system("pactl info >/dev/null 2>&1") == 0; }));
    }

    /// A camera is plugged in for as long as this lives.
    [[nodiscard]] Peer camera(const std::string& name, const std::string& size = "width=320,height=180") const {
        Peer peer = shellPeer("gst-launch-1.0 -q videotestsrc is-live=true ! video/x-raw,format=YUY2," + size +
                              ",framerate=30/1 ! pipewiresink mode=provide stream-properties=\"p,"
                              "media.class=Video/Source,node.name=" +
                              name + ",node.description=" + name + ",media.role=Camera\"" + quiet());
        awaitDevice(hardware::DeviceKind::Camera, name);
        return peer;
    }
    /// \return the number with which to unplug it
    [[nodiscard]] std::string plugMicrophone(const std::string& name) const {
        const std::string note = dir_.file("module");
        shell("pactl load-module module-null-sink sink_name=" + name + " >" + note);
        awaitDevice(hardware::DeviceKind::Microphone, "pulse:" + name + ".monitor");
        return "$(cat " + note + ")";
    }
    static void unplugMicrophone(const std::string& number) { shell("pactl unload-module " + number); }
    /// Somebody talks into a microphone.
    [[nodiscard]] Peer voice(const std::string& name) const {
        return shellPeer("gst-launch-1.0 -q audiotestsrc is-live=true freq=440 ! pulsesink device=" + name + quiet());
    }

private:
    [[nodiscard]] std::string quiet() const { return " >>" + dir_.file("log") + " 2>&1"; }
    void awaitFile(const std::string& name) const {
        REQUIRE(eventually([&] { return std::filesystem::exists(dir_.file(name)); }));
    }
    static void awaitDevice(hardware::DeviceKind kind, const std::string& wanted) {
        REQUIRE(eventually([&] { return hardware::findDevice(hardware::listDevices(), kind, wanted).has_value(); }));
    }

    TempDir dir_;
    Peer bus_{};
    Peer pipewire_{};
    Peer manager_{};
    Peer pulse_{};
};

}  // namespace tsudoi::tests
