// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/devices.h"

#include "hardware/device_formats.h"
#include "hardware/device_identity.h"

#include <doctest/doctest.h>

#include <map>

using namespace tsudoi;
using namespace tsudoi::hardware;

namespace {

std::string idOf(std::string_view api, const std::map<std::string, std::string>& properties,
                 const std::string& address) {
    const auto property = [&](const char* name) {
        const auto found = properties.find(name);
        return found == properties.end() ? std::string() : found->second;
    };
    return idText(identify(api, property, address));
}

const std::vector<Device> kDesk{
    {.kind = DeviceKind::Camera, .id = "v4l2:Logi_C920_1234@usb-1.1", .name = "C920"},
    {.kind = DeviceKind::Camera, .id = "v4l2:Cheap@usb-1.2", .name = "USB Camera"},
    {.kind = DeviceKind::Camera, .id = "v4l2:Cheap@usb-1.3", .name = "USB Camera"},
    {.kind = DeviceKind::Microphone, .id = "pulse:alsa_input.usb", .name = "C920"},
};

}  // namespace

TEST_CASE("a device's id does not depend on the number it gets when it is plugged in") {
    const std::map<std::string, std::string> camera{{"device.serial", "Logi_C920_1234"},
                                                    {"device.bus_path", "pci-0000:00:14.0-usb-0:1:1.0"}};
    CHECK(idOf("v4l2", camera, "/dev/video0") == idOf("v4l2", camera, "/dev/video4"));
    CHECK(idOf("v4l2", camera, "/dev/video0") == "v4l2:Logi_C920_1234@pci-0000:00:14.0-usb-0:1:1.0");
    CHECK(idOf("pipewire", {{"node.name", "v4l2_input.usb"}, {"object.serial", "49"}}, "") ==
          "pipewire:v4l2_input.usb");
    CHECK(idOf("alsa", {{"alsa.id", "C920"}}, "hw:1,0") == idOf("alsa", {{"alsa.id", "C920"}}, "hw:3,0"));
    CHECK(idOf("pulse", {}, "alsa_input.usb") == "pulse:alsa_input.usb");
    CHECK(idOf("decklink", {}, "0") == "decklink:0");
}

TEST_CASE("a device is found by id, by identity in another socket, and by name") {
    CHECK(findDevice(kDesk, DeviceKind::Camera, "v4l2:Cheap@usb-1.3") == 2);
    CHECK(findDevice(kDesk, DeviceKind::Camera, "v4l2:Logi_C920_1234@usb-2.4") == 0);
    CHECK(findDevice(kDesk, DeviceKind::Camera, "C920") == 0);
    CHECK(findDevice(kDesk, DeviceKind::Microphone, "C920") == 3);
    CHECK(findDevice(kDesk, DeviceKind::Camera, "USB Camera") == 1);
    SUBCASE("one of two that look alike is not mistaken for the other") {
        CHECK_FALSE(findDevice(kDesk, DeviceKind::Camera, "v4l2:Cheap@usb-9"));
    }
    CHECK_FALSE(findDevice(kDesk, DeviceKind::Microphone, "v4l2:Cheap@usb-1.3"));
    CHECK_FALSE(findDevice(kDesk, DeviceKind::Camera, "nothing"));
    CHECK_FALSE(findDevice({}, DeviceKind::Camera, ""));
}

TEST_CASE("formats are read from caps of every shape") {
    gstInit();
    const CapsPtr caps(gst_caps_from_string(
        "video/x-raw,format=YUY2,width=640,height=480,framerate={15/1,30/1}; "
        "video/x-raw,format=UYVY,width=640,height=480,framerate=[1/1,30/1]; "
        "image/jpeg,width=1920,height=1080,framerate=60/1; video/x-h264,width=[16,4096],height=[16,2160]; "
        "audio/x-raw,rate=[1,48000],channels={1,2}"));
    const auto formats = formatsOf(caps.get());
    REQUIRE(formats.size() == 4);
    CHECK(formats[0] == DeviceFormat{.encoding = "raw", .size = {640, 480}, .frameRate = {30, 1}});
    CHECK(formats[1].encoding == "mjpeg");
    CHECK(formats[1].frameRate == Fraction{60, 1});
    CHECK(formats[2].encoding == "h264");
    CHECK(formats[3].sampleRate == 48000);
    CHECK(formats[3].channels == 2);
    CHECK(formatsOf(nullptr).empty());
}
