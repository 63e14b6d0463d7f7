// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/programme_time.h"
#include "programme_bench.h"
#include "programme_decode.h"
#include "programme_material.h"
#include "support/temporary_directory.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

namespace tsudoi::pipeline::test {

namespace {

/// What the encoder may change in a flat area.
constexpr int kTolerance = 6;

bool near(int value, int expected) {
    return std::abs(value - expected) <= kTolerance;
}

MediaTime programmeNow(const ProgrammeEngine& engine) {
    return std::chrono::system_clock::now() - engine.epoch();
}

/// A bench with a bright and a dark image as inputs.
struct TwoGreys {
    tsudoi::test::TemporaryDirectory folder;
    ProgrammeBench bench;

    TwoGreys() {
        const auto path = [this](const char* name) {
            return (folder.path() / name).string();
        };
        const std::string bright = greyImage(path("bright.png"), {640, 360}, 0xFF);
        const std::string dark = greyImage(path("dark.png"), {320, 180}, 0x40);
        REQUIRE(bench.addLive(imageInput("bright", bright)));
        REQUIRE(bench.addLive(imageInput("dark", dark)));
    }
    void runFrames(std::size_t count) {
        const std::size_t goal = bench.packets->count(kVideo) + count;
        REQUIRE(bench.until([&] { return bench.packets->count(kVideo) >= goal; }));
    }
};

constexpr int kBright = 235;
constexpr int kDark = 71;

}  // namespace

TEST_CASE("a scene's inputs are seen in their boxes and the rest is black") {
    TwoGreys two;
    two.bench.engine->showProgramme(
        {seminar::LayoutKind::SideBySide, {{"left", InputId("bright")}, {"right", InputId("dark")}}}, {});
    REQUIRE(two.bench.encode());
    two.runFrames(10);
    REQUIRE(two.bench.finishEncoding());
    const SeenFrame frame = seen(two.bench.packets->of(kVideo)).back();
    CHECK(near(frame.luma(80, 90), kBright));
    CHECK(near(frame.luma(240, 90), kDark));
    CHECK(near(frame.luma(80, 10), 16));
    CHECK(near(frame.luma(240, 170), 16));
}

TEST_CASE("a cut is on air within two frames and never half") {
    TwoGreys two;
    ProgrammeEngine& engine = *two.bench.engine;
    engine.showProgramme(fullScene("bright"), {});
    REQUIRE(two.bench.encode());
    std::vector<std::pair<MediaTime, int>> cuts;
    for (int i = 0; i < 6; ++i) {
        two.runFrames(7);
        cuts.emplace_back(programmeNow(engine), i % 2 == 0 ? kDark : kBright);
        engine.showProgramme(fullScene(i % 2 == 0 ? "dark" : "bright"), {});
    }
    two.runFrames(7);
    REQUIRE(two.bench.finishEncoding());
    const auto frames = seen(two.bench.packets->of(kVideo));
    for (const auto& [at, luma] : cuts) {
        const auto first = std::ranges::find_if(
            frames, [at = at, luma = luma](const SeenFrame& f) { return f.pts >= at && near(f.luma(160, 90), luma); });
        REQUIRE(first != frames.end());
        CHECK(first->pts - at <= frameTime(2, {30, 1}));
    }
    for (const SeenFrame& frame : frames) {
        const int top = frame.luma(3, 3);
        CHECK((near(top, kBright) || near(top, kDark)));
        CHECK(near(frame.luma(316, 176), top));
        CHECK(near(frame.luma(160, 90), top));
    }
}

TEST_CASE("a fade goes evenly from one picture to the other, whole in every frame") {
    TwoGreys two;
    ProgrammeEngine& engine = *two.bench.engine;
    engine.showProgramme(fullScene("dark"), {});
    REQUIRE(two.bench.encode());
    two.runFrames(10);
    engine.showProgramme(fullScene("bright"), {seminar::TransitionKind::Fade, seminar::kDefaultFade});
    two.runFrames(25);
    REQUIRE(two.bench.finishEncoding());
    const auto frames = seen(two.bench.packets->of(kVideo));
    int steps = 0;
    for (std::size_t i = 1; i < frames.size(); ++i) {
        const int before = frames[i - 1].luma(160, 90);
        const int now = frames[i].luma(160, 90);
        CHECK(now >= before - kTolerance);
        CHECK(near(frames[i].luma(5, 5), now));
        CHECK(near(frames[i].luma(315, 175), now));
        steps += now > kDark + 2 * kTolerance && now < kBright - 2 * kTolerance ? 1 : 0;
    }
    CHECK(steps >= 11);
    CHECK(steps <= 14);
    CHECK(near(frames.back().luma(160, 90), kBright));
}

namespace {

/// How many pixels of the middle row are bright, in each frame from just before a take on.
std::vector<int> filmBrightRow(const seminar::Scene& from, const seminar::Scene& to, seminar::TransitionKind kind,
                               int mostEdges) {
    TwoGreys two;
    ProgrammeEngine& engine = *two.bench.engine;
    engine.showProgramme(from, {});
    REQUIRE(two.bench.encode());
    two.runFrames(5);
    engine.showProgramme(to, {kind, seminar::kDefaultFade});
    two.runFrames(22);
    REQUIRE(two.bench.finishEncoding());
    std::vector<int> bright;
    for (const SeenFrame& frame : seen(two.bench.packets->of(kVideo))) {
        int count = 0;
        int edges = 0;
        for (int x = 0; x < 320; ++x) {
            const bool light = frame.luma(x, 90) > (kBright + kDark) / 2;
            count += light ? 1 : 0;
            edges += x > 0 && light != (frame.luma(x - 1, 90) > (kBright + kDark) / 2) ? 1 : 0;
        }
        CHECK(edges <= mostEdges);
        bright.push_back(count);
    }
    return bright;
}

/// From nothing to everything, never back, in about as many steps as half a second has frames.
void checkGrows(const std::vector<int>& bright) {
    CHECK(bright.front() == 0);
    CHECK(bright.back() == 320);
    CHECK(std::ranges::is_sorted(bright));
    const auto steps = std::ranges::count_if(bright, [](int count) { return count > 0 && count < 320; });
    CHECK(steps >= 11);
    CHECK(steps <= 14);
}

}  // namespace

TEST_CASE("a wipe and a push are whole in every frame and never go back") {
    for (const auto kind : {seminar::TransitionKind::Wipe, seminar::TransitionKind::Push}) {
        CAPTURE(seminar::transitionName(kind));
        checkGrows(filmBrightRow(fullScene("dark"), fullScene("bright"), kind, 1));
    }
}

TEST_CASE("in a move a picture grows from its old box into the new one") {
    const seminar::Scene small{seminar::LayoutKind::LecturerSlides, {{"lecturer", InputId("bright")}}};
    const auto bright = filmBrightRow(small, fullScene("bright"), seminar::TransitionKind::Move, 2);
    CHECK(bright.front() > 80);
    CHECK(bright.front() < 120);
    CHECK(bright.back() == 320);
    CHECK(std::ranges::is_sorted(bright));
}

TEST_CASE("a fade between two scenes with the same picture in the same place leaves it alone") {
    TwoGreys two;
    ProgrammeEngine& engine = *two.bench.engine;
    using seminar::LayoutKind;
    const seminar::Scene before{LayoutKind::SlidesLecturerCorner,
                                {{"slides", InputId("bright")}, {"lecturer", InputId("dark")}}};
    engine.showProgramme(before, {});
    REQUIRE(two.bench.encode());
    two.runFrames(5);
    engine.showProgramme(fullScene("bright"), {seminar::TransitionKind::Fade, seminar::kDefaultFade});
    two.runFrames(20);
    REQUIRE(two.bench.finishEncoding());
    for (const SeenFrame& frame : seen(two.bench.packets->of(kVideo))) {
        CHECK(near(frame.luma(60, 60), kBright));
    }
}

TEST_CASE("an input without signal is a name card with something written on it") {
    ProgrammeBench bench;
    bench.engine->addInput(fileInput("missing", "/nonexistent/film.mp4", true));
    REQUIRE(bench.until([&] { return bench.events.inputs[InputId("missing")].state == seminar::InputState::Lost; }));
    bench.engine->showProgramme(fullScene("missing"), {});
    REQUIRE(bench.encode());
    REQUIRE(bench.until([&] { return bench.packets->count(kVideo) >= 40; }));
    REQUIRE(bench.finishEncoding());
    const SeenFrame frame = seen(bench.packets->of(kVideo)).back();
    int brightest = 0;
    for (int y = 40; y < 140; ++y) {
        for (int x = 60; x < 260; ++x) {
            brightest = std::max(brightest, frame.luma(x, y));
        }
    }
    CHECK(frame.luma(2, 2) < 60);
    CHECK(brightest > 150);
}

}  // namespace tsudoi::pipeline::test
