// SPDX-License-Identifier: GPL-3.0-or-later
#include "input_rig.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tsudoi;
using namespace tsudoi::tests;
using seminar::InputKind;
using seminar::InputSpec;
using seminar::InputState;

namespace {

const std::string kShort = kTestPictures + " -t 2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p";

}  // namespace

TEST_CASE("an input may be removed at any moment, and nothing comes after that") {
    for (const int wanted : {0, 1, 10}) {
        InputRig rig(InputSpec{.kind = InputKind::Test});
        REQUIRE(rig.hears([&](const Heard& heard) { return heard.pictures >= wanted; }));
        rig.remove();
        const int pictures = rig.heard().pictures;
        REQUIRE(eventually([&] { return rig.reaper().running() == 0; }));
        CHECK(rig.heard().pictures == pictures);
    }
}

TEST_CASE("another source starts the input anew, another name does not") {
    const TempDir dir;
    const auto film1 = film(dir, "one.mp4", kShort);
    const auto film2 = film(dir, "two.mp4", "-f lavfi -i testsrc2=size=160x120:rate=30 -t 2 -c:v libx264");
    InputSpec spec = fileInput(film1);
    spec.id = InputId("input");
    InputRig rig(spec);
    REQUIRE(rig.hears([](const Heard& heard) { return heard.pictures > 5; }));
    spec.name = "演台";
    rig.control().run([&] { rig.supervisor().update(spec); });
    CHECK(rig.heard().discontinuities == 0);
    spec.path = film2;
    rig.control().run([&] { rig.supervisor().update(spec); });
    CHECK(rig.heard().discontinuities > 0);
    REQUIRE(rig.hears([](const Heard& heard) { return heard.size == Size{160, 120}; }));
    CHECK(eventually([&] { return rig.status().size == Size{160, 120}; }));
}

TEST_CASE("restarting by hand does not wait for the back-off") {
    const TempDir dir;
    InputRig rig(fileInput(dir.file("later.mp4")));
    REQUIRE(eventually([&] { return rig.status().retryIn > 1500ms; }));
    film(dir, "later.mp4", kShort);
    rig.control().run([&] { rig.supervisor().restart(); });
    CHECK(rig.status().retryIn == 0ms);
    REQUIRE(rig.hears([](const Heard& heard) { return heard.pictures > 5; }));
}

TEST_CASE("a source that hangs blocks nobody, is given up, and works once it answers") {
    const TempDir dir;
    const auto whole = film(dir, "whole.ts", kShort);
    const auto pipe = dir.file("pipe.ts");
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);  // opening it hangs until somebody writes
    {
        InputRig rig(fileInput(pipe));
        REQUIRE(eventually([&] { return rig.status().problem.has_value(); }));
        CHECK(rig.becomes(InputState::Lost));
        rig.control().run([&] { rig.supervisor().restart(); });
        REQUIRE(eventually([&] { return rig.reaper().running() > 1; }));
        const int writer = ::open(pipe.c_str(), O_WRONLY | O_NONBLOCK);
        ::unlink(pipe.c_str());
        std::filesystem::copy_file(whole, pipe);
        ::close(writer);
        REQUIRE(rig.hears([](const Heard& heard) { return heard.pictures > 5; }));
        CHECK(rig.becomes(InputState::Live));
        CHECK(eventually([&] { return rig.reaper().running() == 1; }));
    }
}

TEST_CASE("what the operator is told begins with starting and says when it lives and when it is lost") {
    const TempDir dir;
    const auto path = film(dir, "film.ts", kShort);
    InputRig rig(fileInput(path));
    REQUIRE(rig.hears([](const Heard& heard) { return heard.pictures > 5; }));
    std::filesystem::remove(path);
    REQUIRE(rig.becomes(InputState::Lost));
    REQUIRE(eventually([&] { return rig.told().back().state == InputState::Lost; }));
    const auto told = rig.told();
    CHECK(told.front().state == InputState::Starting);
    const auto lived =
        std::find_if(told.begin(), told.end(), [](const auto& status) { return status.state == InputState::Live; });
    REQUIRE(lived != told.end());
    CHECK(lived->hasVideo);
    CHECK(std::any_of(lived, told.end(), [](const auto& status) { return status.state == InputState::Hold; }));
    CHECK(told.back().problem);
}

TEST_CASE("a hundred starts and stops leave no threads and no descriptors behind") {
    const auto descriptors = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
    };
    const auto threads = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/task"), {});
    };
    InputRig rig(InputSpec{.kind = InputKind::Test});
    const auto cycle = [&](int times) {
        for (int i = 0; i < times; ++i) {
            rig.forget();
            rig.control().run([&] { rig.supervisor().restart(); });
            REQUIRE(rig.hears([](const Heard& heard) { return heard.pictures > 0; }));
        }
        REQUIRE(eventually([&] { return rig.reaper().running() == 1; }));
    };
    cycle(3);
    const auto before = descriptors();
    const auto threadsBefore = threads();
    cycle(100);
    CHECK(eventually([&] { return descriptors() <= before + 4; }));
    CHECK(eventually([&] { return threads() <= threadsBefore + 4; }));
}
