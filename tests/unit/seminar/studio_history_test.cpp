// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/studio_history.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::seminar;
using namespace std::chrono_literals;

namespace {

const InputId kCamera("camera");
const InputId kSlides("slides");

Scene full(const InputId& input) {
    return {LayoutKind::Full, {{"main", input}}};
}

struct UndoRig : tests::OfficeRig {
    UndoRig() {
        kControlThread.assertHere();
        REQUIRE(studio.addInput({.id = kCamera, .name = "カメラ"}).has_value());
        REQUIRE(studio.addInput({.id = kSlides, .name = "スライド"}).has_value());
    }
    void gain(const InputId& id, double db) {
        kControlThread.assertHere();
        SourceSettings settings = studio.state().sources.at(id);
        settings.gainDb = db;
        REQUIRE(studio.source(id, settings).has_value());
    }
    [[nodiscard]] double gainOf(const InputId& id) const {
        kControlThread.assertHere();
        return studio.state().sources.at(id).gainDb;
    }
    [[nodiscard]] std::size_t steps() const {
        kControlThread.assertHere();
        return studio.state().undoSteps;
    }
    ErrorCode undo() {
        kControlThread.assertHere();
        const Status done = studio.undo();
        return done ? ErrorCode::Internal : done.error().code;
    }
};

constexpr ErrorCode kDone = ErrorCode::Internal;

}  // namespace

TEST_CASE("changes of preview and sound are taken back, newest first, and told to the programme and the store") {
    kControlThread.assertHere();
    UndoRig rig;
    const Scene first = rig.studio.state().preview;
    CHECK(rig.undo() == ErrorCode::WrongState);
    REQUIRE(rig.studio.preview(full(kCamera)).has_value());
    rig.gain(kSlides, -6);
    REQUIRE(rig.studio.preview(full(kSlides)).has_value());
    CHECK(rig.steps() == 3);
    CHECK(rig.undo() == kDone);
    CHECK(rig.studio.state().preview == full(kCamera));
    CHECK(rig.undo() == kDone);
    CHECK(rig.gainOf(kSlides) == 0);
    CHECK(rig.undo() == kDone);
    CHECK(rig.studio.state().preview == first);
    CHECK(rig.programme.preview == first);
    CHECK(rig.store.state.studio.preview == first);
    CHECK(rig.store.state.studio.sources.at(kSlides).gainDb == 0);
    CHECK(rig.undo() == ErrorCode::WrongState);
}

TEST_CASE("one movement of a fader is one step; after a pause, or of another source, it is the next") {
    UndoRig rig;
    for (int i = 1; i <= 20; ++i) {
        rig.gain(kCamera, -i);
        rig.executor.advance(60ms);
    }
    CHECK(rig.steps() == 1);
    rig.executor.advance(2s);
    rig.gain(kCamera, -30);
    rig.gain(kSlides, -3);
    rig.gain(kCamera, -40);
    CHECK(rig.steps() == 4);
    CHECK(rig.undo() == kDone);
    CHECK(rig.gainOf(kCamera) == -30);
    CHECK(rig.undo() == kDone);
    CHECK(rig.undo() == kDone);
    CHECK(rig.gainOf(kCamera) == -20);
    CHECK(rig.undo() == kDone);
    CHECK(rig.gainOf(kCamera) == 0);
}

TEST_CASE("what does not change anything is no step") {
    kControlThread.assertHere();
    UndoRig rig;
    REQUIRE(rig.studio.preview(rig.studio.state().preview).has_value());
    rig.gain(kCamera, 0);
    CHECK(rig.steps() == 0);
}

TEST_CASE("after a take the scenes before it are past, the sound is not") {
    kControlThread.assertHere();
    UndoRig rig;
    rig.gain(kCamera, -6);
    REQUIRE(rig.studio.preview(full(kCamera)).has_value());
    REQUIRE(rig.studio.take(std::nullopt).has_value());
    CHECK(rig.steps() == 1);
    const Scene onAir = rig.studio.state().programme;
    CHECK(rig.undo() == kDone);
    CHECK(rig.gainOf(kCamera) == 0);
    CHECK(rig.studio.state().programme == onAir);
}

TEST_CASE("an input that is gone comes back neither in a scene nor as a strip") {
    kControlThread.assertHere();
    UndoRig rig;
    REQUIRE(rig.studio.preview(full(kSlides)).has_value());
    REQUIRE(rig.studio.preview(full(kCamera)).has_value());
    rig.gain(kSlides, -6);
    REQUIRE(rig.studio.removeInput(kSlides).has_value());
    CHECK(rig.undo() == kDone);
    CHECK_FALSE(shows(rig.studio.state().preview, kSlides));
    CHECK_FALSE(rig.studio.state().sources.contains(kSlides));
}

TEST_CASE("the oldest steps are forgotten") {
    kControlThread.assertHere();
    StudioHistory history;
    for (std::size_t i = 0; i < StudioHistory::kMostSteps + 10; ++i) {
        history.note(full(InputId("camera-" + std::to_string(i))));
    }
    CHECK(history.steps() == StudioHistory::kMostSteps);
    CHECK(std::get<Scene>(*history.takeBack()) == full(InputId("camera-59")));
}

TEST_CASE("a picture that is dragged in its box is one step, however many places it has on its way") {
    kControlThread.assertHere();
    UndoRig rig;
    REQUIRE(rig.studio.preview(full(kCamera)).has_value());
    const auto drag = [&](double pan) {
        kControlThread.assertHere();
        Scene scene = full(kCamera);
        scene.framing["main"] = {.zoom = 2, .panX = pan};
        REQUIRE(rig.studio.preview(scene).has_value());
    };
    const std::size_t before = rig.steps();
    for (const double pan : {0.1, 0.2, 0.3}) {
        rig.executor.advance(100ms);
        drag(pan);
    }
    CHECK(rig.steps() == before + 1);
    rig.executor.advance(2s);
    drag(0.9);
    CHECK(rig.steps() == before + 2);
    CHECK(rig.undo() == kDone);
    CHECK(rig.studio.state().preview.framing.at("main").panX == 0.3);
    CHECK(rig.undo() == kDone);
    CHECK(rig.studio.state().preview == full(kCamera));
}
