// SPDX-License-Identifier: GPL-3.0-or-later
#include "programme_bench.h"

#include <doctest/doctest.h>

namespace tsudoi::pipeline::test {

namespace {

using Kind = seminar::PictureId::Kind;
const seminar::PictureId kProgramme{Kind::Programme, {}};
const seminar::PictureId kPreview{Kind::Preview, {}};
const seminar::PictureId kCamera{Kind::Input, InputId("camera")};

/// \return width and height out of the frame header of a baseline JPEG (ITU-T T.81 B.2.2)
Size sizeOf(const SharedBytes& jpeg) {
    const auto bytes = jpeg.bytes();
    const auto number = [&](std::size_t at) {
        return std::to_integer<int>(bytes[at]) * 256 + std::to_integer<int>(bytes[at + 1]);
    };
    for (std::size_t at = 2; at + 9 < bytes.size(); at += static_cast<std::size_t>(number(at + 2)) + 2) {
        if (number(at) == 0xFFC0) {
            return {number(at + 7), number(at + 5)};
        }
    }
    return {};
}

}  // namespace

TEST_CASE("studio pictures are made while somebody looks, and only then") {
    ProgrammeBench bench;
    REQUIRE(bench.addLive(testInput("camera")));
    bench.engine->showProgramme(fullScene("camera"), {});
    bench.engine->showPreview(fullScene("camera"));
    auto log = std::make_shared<PictureLog>();
    bench.engine->watchPictures(log);
    REQUIRE(bench.until([&] {
        return log->of(kProgramme).size() >= 5 && log->of(kPreview).size() >= 5 && log->of(kCamera).size() >= 2;
    }));
    CHECK(sizeOf(log->of(kProgramme).back()) == Size{640, 360});
    CHECK(sizeOf(log->of(kPreview).back()) == Size{640, 360});
    CHECK(sizeOf(log->of(kCamera).back()).width == 320);
    bench.engine->watchPictures(nullptr);
    const std::weak_ptr<PictureLog> gone = log;
    log.reset();
    CHECK(bench.until([&] { return gone.expired(); }));
}

TEST_CASE("meters come about ten times a second and states are reported") {
    ProgrammeBench bench;
    REQUIRE(bench.addLive(testInput("camera")));
    const int before = bench.events.meterCount;
    CHECK(bench.until([&] { return bench.events.meterCount >= before + 10; }));
    CHECK(bench.events.meters.sources.contains(InputId("camera")));
    bench.engine->removeInput(InputId("camera"));
    CHECK(bench.events.inputs.empty());
}

}  // namespace tsudoi::pipeline::test
