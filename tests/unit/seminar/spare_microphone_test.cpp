// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/spare_microphone.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace tsudoi;
using namespace tsudoi::seminar;

namespace {

const InputId kMain("main");
const InputId kSpare("spare");
const std::string kUsed = "sound-spare:main";

/// A lecturer's microphone and a muted one on the desk.
struct SpareRig : tests::OfficeRig {
    SpareMicrophone guardian{studio};

    SpareRig() {
        kControlThread.assertHere();
        REQUIRE(studio.addInput({.id = kMain, .name = "講師"}).has_value());
        REQUIRE(studio.addInput({.id = kSpare, .name = "卓上"}).has_value());
        REQUIRE(studio.source(kMain, {.spare = kSpare}));
        REQUIRE(studio.source(kSpare, {.muted = true}));
    }
    static double speech(int i) { return i % 10 < 6 ? -20.0 : -50.0; }
    template <typename Main, typename Spare>
    void hear(int reports, Main main, Spare spare) {
        for (int i = 0; i < reports; ++i) {
            Meters meters;
            meters.sources[kMain].arrivedDb = {main(i), -120};
            meters.sources[kSpare].arrivedDb = {spare(i), spare(i)};
            studio.metered(meters);
        }
    }
    bool muted(const InputId& input) const { return studio.state().sources.at(input).muted; }
    bool told() const {
        const auto& alerts = studio.state().alerts;
        const auto found = std::ranges::find(alerts, kUsed, &Alert::id);
        return found != alerts.end() && !found->over;
    }
};

double silence(int /*i*/) {
    return -75.0;
}
double noise(int i) {
    return -35.0 + i % 3;
}

}  // namespace

TEST_CASE("ten seconds of silence while the spare hears speech switch over, and the operator is told") {
    SpareRig rig;
    rig.hear(100, SpareRig::speech, SpareRig::speech);
    rig.hear(99, silence, SpareRig::speech);
    CHECK_FALSE(rig.told());
    rig.hear(1, silence, SpareRig::speech);
    CHECK(rig.told());
    CHECK(rig.muted(kMain));
    CHECK_FALSE(rig.muted(kSpare));
    rig.hear(200, SpareRig::speech, SpareRig::speech);
    CHECK(rig.muted(kMain));  // back it is put by hand
    REQUIRE(rig.studio.source(kMain, {.spare = kSpare}));
    rig.hear(1, SpareRig::speech, SpareRig::speech);
    CHECK_FALSE(rig.told());
}

TEST_CASE("nothing is switched while both are silent, the spare hears only noise, or the microphone is muted by hand") {
    SpareRig rig;
    rig.hear(300, silence, silence);
    rig.hear(300, silence, noise);
    CHECK_FALSE(rig.told());
    REQUIRE(rig.studio.source(kMain, {.muted = true, .spare = kSpare}));
    rig.hear(300, silence, SpareRig::speech);
    CHECK_FALSE(rig.told());
    CHECK(rig.muted(kSpare));
}

TEST_CASE("who puts the mutes back before it is mended has ten seconds again") {
    SpareRig rig;
    rig.hear(100, silence, SpareRig::speech);
    REQUIRE(rig.told());
    REQUIRE(rig.studio.source(kMain, {.spare = kSpare}));
    REQUIRE(rig.studio.source(kSpare, {.muted = true}));
    rig.hear(50, silence, SpareRig::speech);
    CHECK_FALSE(rig.muted(kMain));
    rig.hear(60, silence, SpareRig::speech);
    CHECK(rig.muted(kMain));
}

TEST_CASE("a spare is another input that is there, and goes when that input goes") {
    SpareRig rig;
    CHECK(rig.studio.source(kMain, {.spare = kMain}).error().code == ErrorCode::NotFound);
    CHECK(rig.studio.source(kMain, {.spare = InputId("nobody")}).error().code == ErrorCode::NotFound);
    REQUIRE(rig.studio.removeInput(kSpare));
    CHECK(rig.studio.state().sources.at(kMain).spare.empty());
    CHECK(rig.store.state.studio.sources.at(kMain).spare.empty());
}
