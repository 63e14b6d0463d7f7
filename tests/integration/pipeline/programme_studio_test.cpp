// SPDX-License-Identifier: GPL-3.0-or-later
#include "programme_bench.h"
#include "programme_decode.h"
#include "programme_material.h"
#include "support/temporary_directory.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

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

constexpr int kBright = 235;
constexpr int kDark = 71;

bool near(int value, int expected) {
    return std::abs(value - expected) <= 6;  // what the encoder may change in a flat area
}

/// The newest frame of a multiview.
struct SeenMultiview {
    std::shared_ptr<const seminar::Multiview> map;
    SeenFrame frame;

    /// \return the luma in the middle row of a cell, \p across of its width from the left
    [[nodiscard]] int at(const seminar::PictureId& id, double across) const {
        const auto cell = std::ranges::find(map->cells, id, &seminar::Multiview::Cell::id);
        REQUIRE(cell != map->cells.end());
        const Rect& box = cell->box;
        return frame.luma(box.x + static_cast<int>(across * box.width), box.y + box.height / 2);
    }
};

/// Decodes what came since the last change of the map.
SeenMultiview seenOf(const std::vector<PictureLog::Frame>& frames) {
    std::vector<EncodedPacket> packets;
    for (const auto& frame : frames) {
        if (*frame.map == *frames.back().map) {
            packets.push_back(frame.packet);
        }
    }
    const auto decoded = seen(packets);
    REQUIRE(decoded.size() == packets.size());
    CHECK(decoded.back().picture->size == frames.back().map->size);
    return {frames.back().map, decoded.back()};
}

}  // namespace

TEST_CASE("studio pictures are made while somebody looks, and only then") {
    ProgrammeBench bench;
    REQUIRE(bench.addLive(testInput("camera")));
    bench.engine->showProgramme(fullScene("camera"), {});
    bench.engine->showPreview(fullScene("camera"));
    auto log = std::make_shared<PictureLog>();
    bench.engine->watchPictures(log, {.jpegs = true});
    REQUIRE(bench.until([&] {
        return log->of(kProgramme).size() >= 5 && log->of(kPreview).size() >= 5 && log->of(kCamera).size() >= 2;
    }));
    CHECK(sizeOf(log->of(kProgramme).back()) == Size{640, 360});
    CHECK(sizeOf(log->of(kPreview).back()) == Size{640, 360});
    CHECK(sizeOf(log->of(kCamera).back()).width == 320);
    CHECK(log->frames().empty());
    bench.engine->watchPictures(nullptr, {});
    const std::weak_ptr<PictureLog> gone = log;
    log.reset();
    CHECK(bench.until([&] { return gone.expired(); }));
}

TEST_CASE("the multiview shows preview, programme and every input in its cell") {
    const tsudoi::test::TemporaryDirectory folder;
    ProgrammeBench bench;
    REQUIRE(bench.addLive(imageInput("bright", greyImage((folder.path() / "bright.png").string(), {640, 360}, 0xFF))));
    REQUIRE(bench.addLive(imageInput("dark", greyImage((folder.path() / "dark.png").string(), {640, 480}, 0x40))));
    bench.engine->showProgramme(fullScene("bright"), {});
    bench.engine->showPreview(
        {seminar::LayoutKind::SideBySide, {{"left", InputId("bright")}, {"right", InputId("dark")}}});
    auto log = std::make_shared<PictureLog>();
    bench.engine->watchPictures(log, {.multiview = true});
    REQUIRE(bench.until([&] { return log->frames().size() >= 10; }));
    const auto last = seenOf(log->frames());
    CHECK(near(last.at(kPreview, 0.25), kBright));
    CHECK(near(last.at(kPreview, 0.75), kDark));
    CHECK(near(last.at(kProgramme, 0.5), kBright));
    CHECK(near(last.at({Kind::Input, InputId("bright")}, 0.5), kBright));
    CHECK(near(last.at({Kind::Input, InputId("dark")}, 0.02), kDark));  // no black beside a narrow picture
    CHECK(log->of(kProgramme).empty());
}

TEST_CASE("the multiview begins anew with a keyframe when inputs come and go, and when somebody asks") {
    ProgrammeBench bench;
    REQUIRE(bench.addLive(testInput("one")));
    auto log = std::make_shared<PictureLog>();
    const auto goOn = [&] {
        const std::size_t goal = log->frames().size() + 5;
        REQUIRE(bench.until([&] { return log->frames().size() >= goal; }));
    };
    bench.engine->watchPictures(log, {.multiview = true});
    goOn();
    REQUIRE(bench.addLive(testInput("two")));
    goOn();
    bench.engine->removeInput(InputId("one"));
    goOn();
    bench.engine->watchPictures(log, {.multiview = true});
    goOn();
    const auto frames = log->frames();
    std::size_t keyframes = 0;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        keyframes += frames[i].packet.keyframe ? 1 : 0;
        const bool sameMap = i > 0 && *frames[i].map == *frames[i - 1].map;
        CHECK((sameMap || frames[i].packet.keyframe));
    }
    CHECK(keyframes >= 4);
    CHECK(frames.back().map->cells.back().id == seminar::PictureId{Kind::Input, InputId("two")});
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
