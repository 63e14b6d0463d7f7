// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/studio.h"
#include "support/office_rig.h"

#include <doctest/doctest.h>

#include <string>

using namespace tsudoi;
using namespace tsudoi::seminar;

namespace {

const InputId kCamera("camera");
const InputId kSlides("slides");

Scene full(const InputId& input) {
    return {.layout = LayoutKind::Full, .slots = {{"main", input}}};
}

/// Two inputs; the camera is in the preview.
struct PresetRig : tests::OfficeRig {
    explicit PresetRig(const StoredState& stored = {}) : OfficeRig(stored) {
        kControlThread.assertHere();
        if (studio.state().inputs.empty()) {
            REQUIRE(studio.addInput({.id = kCamera, .name = "C", .kind = InputKind::Rtsp, .url = "rtsp://c"}));
            REQUIRE(studio.addInput({.id = kSlides, .name = "S", .kind = InputKind::Image, .path = "/s.png"}));
            REQUIRE(studio.preview(full(kCamera)));
        }
    }
    void gain(const InputId& input, double db, bool muted = false) {
        REQUIRE(studio.source(input, {.gainDb = db, .muted = muted}));
    }
    const SourceSettings& sound(const InputId& input) const { return studio.state().sources.at(input); }
    PresetId keep(const PresetWish& wish) {
        const auto id = studio.savePreset(wish);
        REQUIRE(id.has_value());
        return *id;
    }
};

}  // namespace

TEST_CASE("a preset comes into the preview; its sound and title come with the take") {
    PresetRig rig;
    rig.gain(kCamera, -6, true);
    const PresetId id = rig.keep({.name = "Talk", .sound = PresetSoundWish::Now, .title = Title{"Hanako", "Clinic"}});
    rig.gain(kCamera, 3);
    REQUIRE(rig.studio.preview(full(kSlides)));
    REQUIRE(rig.studio.recallPreset(id));
    CHECK(rig.studio.state().preview == full(kCamera));
    CHECK(rig.studio.state().recalled == id);
    CHECK(rig.sound(kCamera).gainDb == 3);
    CHECK_FALSE(rig.studio.state().title.has_value());
    REQUIRE(rig.studio.take(Transition{}));
    CHECK(rig.studio.state().programme == full(kCamera));
    CHECK(rig.sound(kCamera).gainDb == -6);
    CHECK(rig.sound(kCamera).muted);
    CHECK(rig.studio.state().title == Title{"Hanako", "Clinic"});
    CHECK(rig.studio.state().recalled.empty());
}

TEST_CASE("a preset without sound and title leaves them as they are") {
    PresetRig rig;
    REQUIRE(rig.studio.title(Title{"A question", ""}));
    const PresetId id = rig.keep({.name = "Talk"});
    rig.gain(kCamera, 3);
    REQUIRE(rig.studio.recallPreset(id));
    REQUIRE(rig.studio.take(Transition{}));
    CHECK(rig.sound(kCamera).gainDb == 3);
    CHECK(rig.studio.state().title == Title{"A question", ""});
}

TEST_CASE("a preview that was changed after the recall is not the preset any more; undo brings back what was there") {
    PresetRig rig;
    const PresetId id = rig.keep({.name = "Talk", .sound = PresetSoundWish::Now, .title = Title{"Hanako", ""}});
    REQUIRE(rig.studio.preview(full(kSlides)));
    REQUIRE(rig.studio.recallPreset(id));
    REQUIRE(rig.studio.preview(full(kSlides)));
    REQUIRE(rig.studio.take(Transition{}));
    CHECK_FALSE(rig.studio.state().title.has_value());
    REQUIRE(rig.studio.preview(full(kSlides)));
    REQUIRE(rig.studio.recallPreset(id));
    REQUIRE(rig.studio.undo());
    CHECK(rig.studio.state().preview == full(kSlides));
    CHECK(rig.studio.state().recalled.empty());
}

TEST_CASE("what a preset shows and what is gone meanwhile") {
    PresetRig rig;
    REQUIRE(rig.studio.preview({.layout = LayoutKind::SideBySide, .slots = {{"left", kCamera}, {"right", kSlides}}}));
    const PresetId id = rig.keep({.name = "Both", .sound = PresetSoundWish::Now});
    REQUIRE(rig.studio.removeInput(kSlides));
    REQUIRE(rig.studio.recallPreset(id));
    CHECK(rig.studio.state().preview == Scene{LayoutKind::SideBySide, {{"left", kCamera}}});
    REQUIRE(rig.studio.take(Transition{}));
}

TEST_CASE("a preset that is changed keeps its scene and its sound when that is wanted") {
    PresetRig rig;
    rig.gain(kCamera, -6);
    const PresetId id = rig.keep({.name = "Tlak", .sound = PresetSoundWish::Now});
    rig.gain(kCamera, 0, true);
    REQUIRE(rig.studio.preview(full(kSlides)));
    rig.keep({.id = id, .name = "Talk", .keepScene = true, .sound = PresetSoundWish::Kept});
    const Preset& preset = rig.studio.state().presets.front();
    CHECK(preset.name == "Talk");
    CHECK(preset.scene == full(kCamera));
    CHECK(preset.sound.at(kCamera) == PresetSound{-6, false});
    rig.keep({.id = id, .name = "Talk", .sound = PresetSoundWish::Now});
    CHECK(preset.scene == full(kSlides));
    CHECK(preset.sound.at(kCamera) == PresetSound{0, true});
    rig.keep({.id = id, .name = "Talk", .keepScene = true});
    CHECK(preset.sound.empty());
}

TEST_CASE("undo does not take back what a preset's take did to the sound") {
    PresetRig rig;
    rig.gain(kCamera, -6);
    const PresetId id = rig.keep({.name = "Talk", .sound = PresetSoundWish::Now});
    rig.gain(kCamera, 0, true);
    REQUIRE(rig.studio.recallPreset(id));
    REQUIRE(rig.studio.take(Transition{}));
    CHECK_FALSE(rig.studio.undo());
    CHECK(rig.sound(kCamera).gainDb == -6);
    CHECK_FALSE(rig.sound(kCamera).muted);
}

TEST_CASE("presets are replaced, moved, removed, and kept over a restart") {
    PresetRig rig;
    const PresetId one = rig.keep({.name = "One"});
    const PresetId two = rig.keep({.name = "Two"});
    REQUIRE(rig.studio.preview(full(kSlides)));
    CHECK(rig.keep({.id = one, .name = "Slides"}) == one);
    REQUIRE(rig.studio.movePreset(two, 0));
    const auto& presets = rig.studio.state().presets;
    REQUIRE(presets.size() == 2);
    CHECK(presets[0].name == "Two");
    CHECK(presets[1] == Preset{one, "Slides", full(kSlides), {}, {}});
    PresetRig later(rig.store.state);
    CHECK(later.studio.state().presets == presets);
    REQUIRE(later.studio.removePreset(two));
    CHECK(later.studio.removePreset(two).error().code == ErrorCode::NotFound);
    CHECK(later.studio.recallPreset(two).error().code == ErrorCode::NotFound);
    CHECK(later.studio.movePreset(two, 0).error().code == ErrorCode::NotFound);
    CHECK(later.studio.savePreset({.id = two, .name = "Two"}).error().code == ErrorCode::NotFound);
    CHECK(later.store.state.studio.presets.size() == 1);
}

TEST_CASE("names and numbers have limits") {
    PresetRig rig;
    CHECK(rig.studio.savePreset({.name = ""}).error().code == ErrorCode::InvalidArgument);
    CHECK(rig.studio.savePreset({.name = std::string(41, 'x')}).error().code == ErrorCode::InvalidArgument);
    CHECK(rig.studio.savePreset({.name = "a\nb"}).error().code == ErrorCode::InvalidArgument);
    CHECK(rig.studio.savePreset({.name = "a", .title = Title{"", ""}}).error().code == ErrorCode::InvalidArgument);
    for (std::size_t i = 0; i < kMaxPresets; ++i) {
        rig.keep({.name = "Preset " + std::to_string(i)});
    }
    CHECK(rig.studio.savePreset({.name = "one more"}).error().code == ErrorCode::TooMany);
}
