// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/office_rig.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::seminar;

namespace {

const InputId kCamera("camera");
const InputId kSlides("slides");

struct LayoutRig : tests::OfficeRig {
    explicit LayoutRig(const StoredState& stored = {}) : OfficeRig(stored) {
        kControlThread.assertHere();
        if (stored.inputs.empty()) {
            REQUIRE(studio.addInput({.id = kCamera, .name = "講師"}).has_value());
            REQUIRE(studio.addInput({.id = kSlides, .name = "資料"}).has_value());
        }
    }
    LayoutId save(const std::string& name, std::vector<OwnBox> boxes = {{.slot = "slides"}, {.slot = "lecturer"}}) {
        kControlThread.assertHere();
        const auto id = studio.saveLayout({LayoutId(), name, std::move(boxes)});
        REQUIRE(id.has_value());
        return *id;
    }
    Scene sceneWith(std::size_t layout, const std::map<std::string, InputId>& slots) const {
        Scene scene{LayoutKind::Own, slots};
        scene.own = studio.state().layouts.at(layout);
        return scene;
    }
    void show(const Scene& scene) {
        kControlThread.assertHere();
        REQUIRE(studio.preview(scene));
        REQUIRE(studio.take(Transition{}));
    }
};

}  // namespace

TEST_CASE("own layouts are kept in their order and are there after a restart") {
    LayoutRig rig;
    const LayoutId one = rig.save("一");
    const LayoutId two = rig.save("二");
    REQUIRE(rig.studio.moveLayout(two, 0));
    rig.show(rig.sceneWith(0, {{"slides", kSlides}}));
    LayoutRig again(rig.store.state);
    REQUIRE(again.studio.state().layouts.size() == 2);
    CHECK(again.studio.state().layouts[0]->id == two);
    CHECK(again.studio.state().layouts[1]->id == one);
    CHECK(again.studio.state().programme.own->id == two);
    CHECK(again.studio.moveLayout(LayoutId("none"), 0).error().code == ErrorCode::NotFound);
}

TEST_CASE("a changed layout reaches preview and presets, the programme not before the next take") {
    LayoutRig rig;
    const LayoutId id = rig.save("一");
    const Scene scene = rig.sceneWith(0, {{"slides", kSlides}, {"lecturer", kCamera}});
    rig.show(scene);
    REQUIRE(rig.studio.preview(scene));
    const auto preset = rig.studio.savePreset({.name = "講演"});
    REQUIRE(preset.has_value());
    REQUIRE(rig.studio.saveLayout({id, "一", {{.slot = "slides", .width = 0.5}}}).has_value());
    const StudioState& state = rig.studio.state();
    CHECK(state.preview.own->boxes.size() == 1);
    CHECK(state.preview.slots == std::map<std::string, InputId>{{"slides", kSlides}});
    CHECK(rig.programme.preview == state.preview);
    CHECK(state.presets[0].scene.own->boxes.size() == 1);
    CHECK(state.programme == scene);
    CHECK(rig.programme.programme == scene);
    REQUIRE(rig.studio.take(Transition{}));
    CHECK(state.programme.own->boxes.size() == 1);
    CHECK(state.preview.own->boxes.size() == 1);
}

TEST_CASE("a layout that something uses is not removed") {
    LayoutRig rig;
    const LayoutId id = rig.save("一");
    REQUIRE(rig.studio.preview(rig.sceneWith(0, {})));
    const auto preset = rig.studio.savePreset({.name = "講演"});
    CHECK(rig.studio.removeLayout(id).error().code == ErrorCode::WrongState);
    REQUIRE(rig.studio.preview({LayoutKind::Full, {{"main", kCamera}}}));
    CHECK(rig.studio.removeLayout(id).error().code == ErrorCode::WrongState);
    REQUIRE(rig.studio.removePreset(*preset));
    REQUIRE(rig.studio.removeLayout(id));
    CHECK(rig.studio.state().layouts.empty());
    CHECK(rig.store.state.studio.layouts.empty());
    CHECK(rig.studio.removeLayout(id).error().code == ErrorCode::NotFound);
    CHECK_FALSE(rig.studio.undo());  // it would bring the layout back
}

TEST_CASE("there are not more layouts than fit, and none that nobody has") {
    LayoutRig rig;
    for (std::size_t i = 0; i < kMaxOwnLayouts; ++i) {
        rig.save("L" + std::to_string(i));
    }
    const OwnLayout another{LayoutId(), "一", {{.slot = "main"}}};
    CHECK(rig.studio.saveLayout(another).error().code == ErrorCode::TooMany);
    CHECK(rig.studio.saveLayout({LayoutId("none"), "一", {{.slot = "main"}}}).error().code == ErrorCode::NotFound);
    CHECK(rig.studio.saveLayout({LayoutId(), "", {}}).error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("the T-bar moves the programme by hand; at the end the preview is on air as after a take") {
    LayoutRig rig;
    const Scene camera{LayoutKind::Full, {{"main", kCamera}}};
    const Scene slides{LayoutKind::Full, {{"main", kSlides}}};
    rig.show(camera);
    REQUIRE(rig.studio.preview(slides));
    REQUIRE(rig.studio.tbar(0, {}));
    CHECK_FALSE(rig.programme.moved);
    REQUIRE(rig.studio.tbar(0.25, TransitionKind::Wipe));
    CHECK(*rig.programme.moved == 0.25);
    CHECK(rig.programme.lastTransition.kind == TransitionKind::Wipe);
    CHECK(rig.studio.state().tbar == TBar{0.25, TransitionKind::Wipe});
    CHECK(rig.studio.state().programme == camera);
    CHECK(rig.studio.preview(camera).error().code == ErrorCode::WrongState);
    CHECK(rig.studio.undo().error().code == ErrorCode::WrongState);
    REQUIRE(rig.studio.tbar(0.75, TransitionKind::Push));
    CHECK(rig.studio.state().tbar->kind == TransitionKind::Wipe);
    REQUIRE(rig.studio.tbar(1, {}));
    CHECK_FALSE(rig.studio.state().tbar);
    CHECK(rig.studio.state().programme == slides);
    CHECK(rig.studio.state().preview == camera);
    CHECK(rig.store.state.studio.programme == slides);
}

TEST_CASE("the T-bar goes back, and a take in between goes on") {
    LayoutRig rig;
    const Scene camera{LayoutKind::Full, {{"main", kCamera}}};
    const Scene slides{LayoutKind::Full, {{"main", kSlides}}};
    rig.show(camera);
    REQUIRE(rig.studio.preview(slides));
    REQUIRE(rig.studio.tbar(0.5, {}));
    REQUIRE(rig.studio.tbar(0, {}));
    CHECK(*rig.programme.moved == 0);
    CHECK_FALSE(rig.studio.state().tbar);
    CHECK(rig.studio.state().programme == camera);
    REQUIRE(rig.studio.preview(slides));

    REQUIRE(rig.studio.tbar(0.5, {}));
    REQUIRE(rig.studio.take({}));
    CHECK_FALSE(rig.studio.state().tbar);
    CHECK(rig.studio.state().programme == slides);
    CHECK(rig.studio.tbar(1.5, {}).error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("an input that goes while the T-bar is under way puts it back") {
    LayoutRig rig;
    rig.show({LayoutKind::Full, {{"main", kCamera}}});
    REQUIRE(rig.studio.preview({LayoutKind::Full, {{"main", kSlides}}}));
    REQUIRE(rig.studio.tbar(0.5, {}));
    REQUIRE(rig.studio.removeInput(kSlides));
    CHECK_FALSE(rig.studio.state().tbar);
    CHECK(*rig.programme.moved == 0);
    REQUIRE(rig.studio.preview({LayoutKind::Full, {{"main", kCamera}}}));
}
