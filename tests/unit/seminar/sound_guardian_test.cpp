// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/sound_guardian.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace tsudoi;
using namespace tsudoi::seminar;

namespace {

const InputId kMicrophone("microphone");

/// A seminar on air with one input.
struct GuardianRig : tests::OfficeRig {
    SoundGuardian guardian{studio, office};

    GuardianRig() {
        kControlThread.assertHere();
        REQUIRE(studio.addInput({.id = kMicrophone, .name = "講師マイク"}).has_value());
        setState(InputState::Live);
        live();
    }
    void setState(InputState state) {
        InputStatus status;
        status.id = kMicrophone;
        status.state = state;
        studio.inputChanged(status);
    }
    /// So many reports of a programme and of an input, both channels.
    void hear(int reports, double programmeDb, double lufs, double left, double right) {
        Meters meters;
        meters.programme.peakDb = {programmeDb, programmeDb};
        meters.programme.shortTermLufs = lufs;
        meters.sources[kMicrophone].arrivedDb = {left, right};
        for (int i = 0; i < reports; ++i) {
            studio.metered(meters);
        }
    }
    void fine(int reports) { hear(reports, -12, -18, -12, -12); }
    /// Words and pauses, with the words at this level.
    void speech(int reports, double db, double lufs) {
        for (int i = 0; i < reports; ++i) {
            const double now = i % 10 < 6 ? db + 3 * std::sin(i) : db - 25;
            hear(1, now, lufs, now, now);
        }
    }
    /// \return whether there is an alert and it is not over
    bool alarmed(const std::string& id) const {
        const auto& alerts = studio.state().alerts;
        const auto found = std::ranges::find(alerts, id, &Alert::id);
        return found != alerts.end() && !found->over;
    }
    bool quietBoard() const {
        return std::ranges::none_of(studio.state().alerts,
                                    [](const Alert& alert) { return !alert.over && alert.id.starts_with("sound"); });
    }
};

const std::string kHum = "sound-hum:microphone";
const std::string kSilent = "sound-silent";
const std::string kQuiet = "sound-quiet";
const std::string kClipped = "sound-clipped:microphone";
const std::string kOneSided = "sound-one-sided:microphone";

}  // namespace

TEST_CASE("a programme that is silent on air is told within ten seconds, and over when it sounds") {
    GuardianRig rig;
    rig.fine(50);
    rig.hear(70, -70, -80, -70, -70);
    CHECK(rig.quietBoard());
    rig.hear(29, -70, -80, -70, -70);
    CHECK(rig.alarmed(kSilent));
    rig.fine(20);
    CHECK_FALSE(rig.alarmed(kSilent));
}

TEST_CASE("nobody is told of a silence that is meant: a slate, an intermission, before and after") {
    GuardianRig rig;
    REQUIRE(rig.studio.slate(Slate{}));
    rig.hear(200, -120, -120, -120, -120);
    CHECK(rig.quietBoard());
    REQUIRE(rig.studio.slate(std::nullopt));
    rig.hear(100, -120, -120, -120, -120);
    CHECK(rig.alarmed(kSilent));
    REQUIRE(rig.office.pause(tests::kSpring));
    rig.hear(1, -120, -120, -120, -120);
    CHECK(rig.quietBoard());
    rig.hear(200, -120, -120, -120, -120);
    CHECK(rig.quietBoard());
    REQUIRE(rig.office.end(tests::kSpring));
    rig.hear(200, -120, -120, -120, -120);
    CHECK(rig.quietBoard());
}

TEST_CASE("speech that is too quiet is told within ten seconds; noise while nobody speaks is not") {
    GuardianRig rig;
    rig.speech(200, -20, -24);
    CHECK(rig.quietBoard());
    rig.hear(300, -52, -58, -52, -52);
    CHECK(rig.quietBoard());
    rig.speech(60, -20, -24);
    CHECK(rig.quietBoard());
    rig.speech(100, -42, -47);
    CHECK(rig.alarmed(kQuiet));
    rig.speech(30, -14, -18);
    CHECK(rig.quietBoard());
}

TEST_CASE("an input that is clipped is told at once, one loud moment is not, and the fader is not the cure") {
    GuardianRig rig;
    rig.fine(20);
    rig.hear(2, -12, -18, 0, 0);
    rig.fine(60);
    CHECK(rig.quietBoard());
    for (int i = 0; i < 3; ++i) {
        rig.hear(1, -12, -18, 0, -3);
        rig.fine(4);
    }
    CHECK(rig.alarmed(kClipped));
    CHECK(rig.studio.state().alerts.front().text.ja.find("講師マイク") != std::string::npos);
    rig.fine(150);
    CHECK_FALSE(rig.alarmed(kClipped));
}

TEST_CASE("an input of which one side is dead is told within ten seconds of sound") {
    GuardianRig rig;
    rig.hear(70, -12, -18, -15, -90);
    CHECK(rig.quietBoard());
    rig.hear(100, -70, -80, -95, -95);  // a pause says nothing about it
    rig.hear(10, -12, -18, -15, -90);
    CHECK(rig.alarmed(kOneSided));
    rig.hear(20, -12, -18, -15, -18);
    CHECK_FALSE(rig.alarmed(kOneSided));
}

TEST_CASE("what is muted, lost or removed is no trouble any more") {
    GuardianRig rig;
    const auto trouble = [&] {
        rig.hear(90, -12, -18, 0, -90);
        CHECK(rig.alarmed(kClipped));
        CHECK(rig.alarmed(kOneSided));
    };
    trouble();
    SourceSettings settings;
    settings.muted = true;
    REQUIRE(rig.studio.source(kMicrophone, settings));
    rig.hear(1, -12, -18, 0, -90);
    CHECK(rig.quietBoard());
    REQUIRE(rig.studio.source(kMicrophone, SourceSettings{}));
    trouble();
    rig.setState(InputState::Lost);
    rig.hear(1, -12, -18, -120, -120);
    CHECK_FALSE(rig.alarmed(kClipped));
    CHECK_FALSE(rig.alarmed(kOneSided));
}

TEST_CASE("hum is told within ten seconds, whichever mains it is, also under a voice; a voice is not hum") {
    GuardianRig rig;
    const auto hear = [&](int looks, const auto& hum) {
        for (int i = 0; i < looks; ++i) {
            Meters meters;
            meters.sources[kMicrophone].arrivedDb = {-20, -20};
            meters.sources[kMicrophone].hum = hum(i);
            rig.studio.metered(meters);
        }
    };
    hear(40, [](int i) { return Hum{-50 + 8 * std::sin(i), -55 + 8 * std::sin(i)}; });  // a voice
    CHECK_FALSE(rig.alarmed(kHum));
    hear(40, [](int) { return Hum{-62, -90}; });  // not heard
    CHECK_FALSE(rig.alarmed(kHum));
    hear(40, [](int) { return Hum{-45, -48}; });  // rumble
    CHECK_FALSE(rig.alarmed(kHum));
    hear(20, [](int i) { return Hum{-48 + std::sin(i), -70}; });
    CHECK(rig.alarmed(kHum));
    hear(20, [](int) { return Hum{-90, -90}; });
    CHECK_FALSE(rig.alarmed(kHum));
    hear(20, [](int) { return Hum{-75, -50}; });
    CHECK(rig.alarmed(kHum));
    rig.setState(InputState::Lost);
    hear(1, [](int) { return Hum{-75, -50}; });
    CHECK_FALSE(rig.alarmed(kHum));
}
