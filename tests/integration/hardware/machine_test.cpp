// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/devices.h"
#include "hardware/disk.h"
#include "hardware/encoders.h"
#include "hardware/network.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

using namespace tsudoi;
using namespace tsudoi::hardware;

namespace {

std::ptrdiff_t openDescriptors() {
    const std::filesystem::directory_iterator all("/proc/self/fd");
    return std::distance(begin(all), end(all));
}

}  // namespace

TEST_CASE("looking for devices again and again leaves nothing open") {
    (void)listDevices();
    const auto before = openDescriptors();
    for (int i = 0; i < 5; ++i) {
        (void)listDevices();
    }
    CHECK(openDescriptors() <= before);
}

TEST_CASE("the software encoder is there, works, and hardware stands before it") {
    const auto encoders = listEncoders();
    const auto floor =
        std::find_if(encoders.begin(), encoders.end(), [](const Encoder& one) { return one.element == "x264enc"; });
    REQUIRE(floor != encoders.end());
    CHECK(floor->working);
    CHECK_FALSE(floor->hardware);
    CHECK(std::none_of(floor, encoders.end(), [](const Encoder& one) { return one.hardware; }));
}

TEST_CASE("an encoder that is not there or fails is said not to work") {
    CHECK_FALSE(tryEncoder("nosuchenc").working);
    const Encoder broken =
        tryEncoder("x264enc option-string=fps=0 bitrate=0 pass=pass2 multipass-cache-file=/nowhere/x");
    CHECK_FALSE(broken.working);
    CHECK_FALSE(broken.reason.empty());
}

TEST_CASE("a machine without cameras and sound has an empty list, not an error") {
    for (const Device& device : listDevices()) {
        CHECK_FALSE(device.id.empty());
        CHECK_FALSE(device.name.empty());
    }
}

TEST_CASE("names of network interfaces become their addresses, addresses stay, and what has none is left out") {
    CHECK(interfaceAddresses({"lo", "192.0.2.7", "nosuch0"}).front() == "127.0.0.1");
    CHECK(interfaceAddresses({"192.0.2.7", "2001:db8::1"}) == std::vector<std::string>{"192.0.2.7", "2001:db8::1"});
    CHECK(interfaceAddresses({"nosuch0"}).empty());
    CHECK(interfaceAddresses({}).empty());
}

TEST_CASE("disk space is told for what exists") {
    const auto space = diskSpace("/tmp");
    REQUIRE(space);
    CHECK(space->freeBytes > 0);
    CHECK(space->totalBytes >= space->freeBytes);
    CHECK_FALSE(space->readOnly);
    const auto none = diskSpace("/no/such/place");
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::Io);
}
