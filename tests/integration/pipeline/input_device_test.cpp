// SPDX-License-Identifier: GPL-3.0-or-later
#include "input_desktop.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>

using namespace tsudoi;
using namespace tsudoi::tests;
using seminar::InputKind;
using seminar::InputSpec;
using seminar::InputState;

namespace {

InputSpec device(const std::string& video, const std::string& audio = "") {
    return InputSpec{.kind = InputKind::Device, .videoDevice = video, .audioDevice = audio};
}

bool seesPictures(InputRig& rig) {
    rig.forget();
    return rig.hears([](const Heard& heard) { return heard.pictures > 15; });
}
bool hearsVoice(InputRig& rig) {
    rig.forget();
    return rig.hears([](const Heard& heard) { return heard.blocks > 15 && heard.left > 0.05; });
}

}  // namespace

TEST_CASE("cameras and microphones that are unplugged and plugged in again") {
    const Desktop desktop;

    SUBCASE("are listed with an id that stays the same") {
        std::string before;
        {
            const auto camera = desktop.camera("lectern");
            const auto devices = hardware::listDevices();
            const auto found = hardware::findDevice(devices, hardware::DeviceKind::Camera, "lectern");
            REQUIRE(found);
            before = devices[*found].id;
            CHECK(before == "pipewire:lectern");
            REQUIRE_FALSE(devices[*found].formats.empty());
            CHECK(devices[*found].formats.front().size == Size{320, 180});
        }
        REQUIRE(eventually(
            [&] { return !hardware::findDevice(hardware::listDevices(), hardware::DeviceKind::Camera, before); }));
        const auto other = desktop.camera("audience");
        const auto again = desktop.camera("lectern");
        CHECK(hardware::findDevice(hardware::listDevices(), hardware::DeviceKind::Camera, before));
    }

    SUBCASE("looking for devices does no harm while others are plugged in and out") {
        std::atomic<bool> done{false};
        std::atomic<int> looks{0};
        std::jthread looking([&] {
            while (!done) {
                (void)hardware::listDevices();
                ++looks;
            }
        });
        for (int round = 0; round < 12; ++round) {
            const auto number = desktop.plugMicrophone("pulpit" + std::to_string(round));
            Desktop::unplugMicrophone(number);
        }
        done = true;
        looking.join();
        CHECK(looks > 0);
    }

    SUBCASE("a camera comes back by itself") {
        auto camera = desktop.camera("lectern");
        InputRig rig(device("pipewire:lectern"));
        REQUIRE(seesPictures(rig));
        CHECK(rig.heard().size == Size{320, 180});
        for (int round = 0; round < 2; ++round) {
            camera.end();
            REQUIRE(rig.becomes(InputState::Lost));
            REQUIRE(eventually([&] { return rig.status().problem.has_value(); }));
            camera = desktop.camera("lectern");
            REQUIRE(seesPictures(rig));
            CHECK(rig.becomes(InputState::Live));
            CHECK(eventually([&] { return !rig.status().problem; }));
        }
    }

    SUBCASE("a camera that hangs without a word is started anew, and works again once it was replugged") {
        auto camera = desktop.camera("lectern");
        InputRig rig(device("lectern"));
        REQUIRE(seesPictures(rig));
        camera.freeze();
        REQUIRE(rig.becomes(InputState::Lost));
        REQUIRE(eventually([&] { return rig.status().restarts > 0; }));
        camera.end();
        camera = desktop.camera("lectern");
        REQUIRE(seesPictures(rig));
        CHECK(rig.becomes(InputState::Live));
    }

    SUBCASE("a microphone comes back, and the camera of the same input does not care") {
        const auto camera = desktop.camera("lectern");
        auto number = desktop.plugMicrophone("pulpit");
        auto voice = desktop.voice("pulpit");
        InputRig rig(device("lectern", "pulse:pulpit.monitor"));
        REQUIRE(seesPictures(rig));
        REQUIRE(hearsVoice(rig));
        CHECK(rig.heard().right == doctest::Approx(rig.heard().left).epsilon(0.05));

        voice.end();
        Desktop::unplugMicrophone(number);
        REQUIRE(eventually([&] { return rig.status().problem.has_value(); }));
        CHECK(rig.state() == InputState::Live);
        CHECK(rig.status().problem->en.find("pulpit") != std::string::npos);
        REQUIRE(seesPictures(rig));

        number = desktop.plugMicrophone("pulpit");
        voice = desktop.voice("pulpit");
        REQUIRE(hearsVoice(rig));
        CHECK(eventually([&] { return !rig.status().problem; }));
    }

    SUBCASE("a microphone alone is an input without picture") {
        const auto number = desktop.plugMicrophone("pulpit");
        const auto voice = desktop.voice("pulpit");
        InputRig rig(device("", "pulse:pulpit.monitor"));
        REQUIRE(hearsVoice(rig));
        CHECK(rig.state() == InputState::Live);
        CHECK_FALSE(rig.status().hasVideo);
        CHECK(rig.status().hasAudio);
    }
}
