// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/macros.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace tsudoi;
using namespace tsudoi::seminar;
using namespace std::chrono_literals;
using tests::kSpring;

namespace {

const InputId kCamera("camera");
const InputId kSlides("slides");

struct MacroRig : tests::OfficeRig {
    Macros macros{{studio, office, store, executor}};
    int changes = 0;

    MacroRig() {
        kControlThread.assertHere();
        REQUIRE(studio.addInput({.id = kCamera, .name = "講師"}).has_value());
        REQUIRE(studio.addInput({.id = kSlides, .name = "資料"}).has_value());
        macros.onChange([this] { ++changes; });
    }
    MacroId save(std::vector<MacroStep> steps, const std::string& name = "開演") {
        kControlThread.assertHere();
        const auto id = macros.save({MacroId(), name, std::move(steps)});
        REQUIRE(id.has_value());
        return *id;
    }
    PresetId preset(const InputId& input) {
        kControlThread.assertHere();
        REQUIRE(studio.preview({LayoutKind::Full, {{"main", input}}}));
        const auto id = studio.savePreset({.name = "場面"});
        REQUIRE(id.has_value());
        return *id;
    }
    const Alert* alert() const {
        const auto& alerts = studio.state().alerts;
        const auto found = std::ranges::find(alerts, "macro", &Alert::id);
        return found != alerts.end() && !found->over ? &*found : nullptr;
    }
};

MacroStep wait(std::chrono::milliseconds time) {
    return {.action = MacroAction::Wait, .wait = time};
}

}  // namespace

TEST_CASE("a macro does its steps one after the other, and waits where it says so") {
    MacroRig rig;
    const PresetId slides = rig.preset(kSlides);
    const MacroId id = rig.save({{.action = MacroAction::Slate, .slate = SlateKind::Starting, .text = "18:00"},
                                 {.action = MacroAction::Mute, .source = kCamera},
                                 wait(2s),
                                 {.action = MacroAction::Preset, .preset = slides},
                                 {.action = MacroAction::Take},
                                 {.action = MacroAction::NoSlate},
                                 {.action = MacroAction::Title, .text = "山田", .more = "大学"},
                                 {.action = MacroAction::Unmute, .source = kCamera}});
    REQUIRE(rig.macros.run(id));
    CHECK(rig.programme.slate == Slate{SlateKind::Starting, "18:00"});
    CHECK(rig.programme.sources.at(kCamera).muted);
    REQUIRE(rig.macros.running().has_value());
    CHECK(rig.macros.running()->step == 3);
    rig.executor.advance(1900ms);
    CHECK(rig.programme.slate.has_value());
    rig.executor.advance(200ms);
    CHECK_FALSE(rig.macros.running());
    CHECK_FALSE(rig.programme.slate);
    CHECK(rig.programme.programme == Scene{LayoutKind::Full, {{"main", kSlides}}});
    CHECK(rig.programme.title == Title{"山田", "大学"});
    CHECK_FALSE(rig.programme.sources.at(kCamera).muted);
    CHECK_FALSE(rig.alert());
}

TEST_CASE("a step that cannot be done stops the macro and says which and why; the next run begins without the notice") {
    MacroRig rig;
    const MacroId id = rig.save({{.action = MacroAction::Mute, .source = kCamera},
                                 {.action = MacroAction::Mute, .source = InputId("gone")},
                                 {.action = MacroAction::Mute, .source = kSlides}});
    REQUIRE(rig.macros.run(id));
    CHECK_FALSE(rig.macros.running());
    CHECK(rig.programme.sources.at(kCamera).muted);
    CHECK_FALSE(rig.programme.sources.at(kSlides).muted);
    REQUIRE(rig.alert() != nullptr);
    CHECK(rig.alert()->text.ja.find("手順 2") != std::string::npos);
    CHECK(rig.alert()->text.en.find("gone") != std::string::npos);
    REQUIRE(rig.macros.run(rig.save({{.action = MacroAction::NoTitle}})));
    CHECK_FALSE(rig.alert());
}

TEST_CASE("one macro runs at a time; it can be stopped, and its wait with it") {
    MacroRig rig;
    const MacroId slow = rig.save({wait(1s), {.action = MacroAction::Mute, .source = kCamera}});
    const MacroId quick = rig.save({{.action = MacroAction::Mute, .source = kSlides}, wait(1s)}, "別");
    REQUIRE(rig.macros.run(slow));
    REQUIRE(rig.macros.run(quick));
    CHECK(rig.macros.running()->id == quick);
    rig.executor.advance(1100ms);
    CHECK_FALSE(rig.programme.sources.at(kCamera).muted);
    CHECK_FALSE(rig.macros.running());
    REQUIRE(rig.macros.run(slow));
    rig.macros.stop();
    CHECK_FALSE(rig.macros.running());
    rig.executor.advance(2s);
    CHECK_FALSE(rig.programme.sources.at(kCamera).muted);
}

TEST_CASE("a macro that is changed or removed while it runs stops") {
    MacroRig rig;
    const MacroId id = rig.save({wait(1s), {.action = MacroAction::Mute, .source = kCamera}});
    REQUIRE(rig.macros.run(id));
    REQUIRE(rig.macros.save({id, "改", {{.action = MacroAction::Cut}}}).has_value());
    CHECK_FALSE(rig.macros.running());
    REQUIRE(rig.macros.save({id, "改", {wait(1s)}}).has_value());
    REQUIRE(rig.macros.run(id));
    REQUIRE(rig.macros.remove(id));
    CHECK_FALSE(rig.macros.running());
    CHECK(rig.macros.run(id).error().code == ErrorCode::NotFound);
}

TEST_CASE("a chapter is marked while a seminar is on air; in a rehearsal the macro goes on without") {
    MacroRig rig;
    const MacroId id =
        rig.save({{.action = MacroAction::Mark, .text = "質疑"}, {.action = MacroAction::Mute, .source = kCamera}});
    REQUIRE(rig.macros.run(id));
    CHECK_FALSE(rig.alert());
    CHECK(rig.programme.sources.at(kCamera).muted);
}

TEST_CASE("macros are kept in their order") {
    MacroRig rig;
    const MacroId one = rig.save({wait(1s)}, "一");
    const MacroId two = rig.save({wait(1s)}, "二");
    REQUIRE(rig.macros.move(two, 0));
    REQUIRE(rig.store.state.studio.macros.size() == 2);
    CHECK(rig.store.state.studio.macros[0].id == two);
    Macros again({rig.studio, rig.office, rig.store, rig.executor});
    again.restore(rig.store.state.studio);
    CHECK(again.all()[1].id == one);
    CHECK(rig.changes == 3);
}

TEST_CASE("what makes no sense is refused in words") {
    MacroRig rig;
    const auto refused = [&](const std::vector<MacroStep>& steps, const std::string& name = "名前") {
        kControlThread.assertHere();
        return rig.macros.save({MacroId(), name, steps}).error().code == ErrorCode::InvalidArgument;
    };
    CHECK(refused({}));
    CHECK(refused({wait(1s)}, ""));
    CHECK(refused(std::vector<MacroStep>(kMaxMacroSteps + 1, wait(1s))));
    CHECK(refused({wait(11min)}));
    CHECK(refused({{.action = MacroAction::Preset}}));
    CHECK(refused({{.action = MacroAction::Mute}}));
    CHECK(refused({{.action = MacroAction::Title}}));
    CHECK(refused({{.action = MacroAction::Mark, .text = " "}}));
    CHECK(rig.macros.save({MacroId("none"), "名前", {wait(1s)}}).error().code == ErrorCode::NotFound);
    for (std::size_t i = 0; i < kMaxMacros; ++i) {
        rig.save({wait(1s)});
    }
    CHECK(rig.macros.save({MacroId(), "名前", {wait(1s)}}).error().code == ErrorCode::TooMany);
}
