// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/picture_guardian.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace tsudoi;
using namespace tsudoi::seminar;

namespace {

const InputId kCamera("camera");

PictureLook plain(std::uint8_t luma) {
    PictureLook look;
    look.cells.fill(luma);
    return look;
}

/// A camera that the programme shows.
struct PictureRig : tests::OfficeRig {
    PictureGuardian guardian{studio};

    explicit PictureRig(InputKind kind = InputKind::Device) {
        kControlThread.assertHere();
        InputSpec spec{.id = kCamera, .name = "講師カメラ", .kind = kind, .path = "/film.mkv", .videoDevice = "v"};
        REQUIRE(studio.addInput(spec).has_value());
        REQUIRE(studio.preview({.layout = LayoutKind::Full, .slots = {{"main", kCamera}}}));
        REQUIRE(studio.take(Transition{}));
        comes({1920, 1080});
    }
    void comes(Size size, InputState state = InputState::Live) {
        InputStatus status;
        status.id = kCamera;
        status.state = state;
        status.size = size;
        studio.inputChanged(status);
    }
    void look(int looks, const PictureLook& picture) {
        Meters meters;
        meters.sources[kCamera].picture = picture;
        for (int i = 0; i < looks; ++i) {
            studio.metered(meters);
            studio.metered({});  // most reports have no look
        }
    }
    bool alarmed(const std::string& id) const {
        const auto& alerts = studio.state().alerts;
        const auto found = std::ranges::find(alerts, id, &Alert::id);
        return found != alerts.end() && !found->over;
    }
};

const std::string kBlack = "picture-black:camera";
const std::string kDark = "picture-dark:camera";
const std::string kUpright = "picture-upright:camera";

}  // namespace

TEST_CASE("a black picture on air is told after five seconds and over when there is light") {
    PictureRig rig;
    rig.look(4, plain(16));
    CHECK_FALSE(rig.alarmed(kBlack));
    rig.look(1, plain(16));
    CHECK(rig.alarmed(kBlack));
    CHECK_FALSE(rig.alarmed(kDark));
    rig.look(2, plain(120));
    CHECK_FALSE(rig.alarmed(kBlack));
}

TEST_CASE("a picture that is too dark to see a face is told; dark slides are not") {
    PictureRig rig;
    rig.look(8, plain(32));
    CHECK(rig.alarmed(kDark));
    rig.look(2, plain(90));
    CHECK_FALSE(rig.alarmed(kDark));
    PictureLook slide = plain(20);
    slide.cells[40] = 190;  // white words on black
    rig.look(20, slide);
    CHECK_FALSE(rig.alarmed(kDark));
    PictureRig film(InputKind::File);
    film.look(20, plain(32));
    film.look(20, plain(16));
    CHECK_FALSE(film.alarmed(kDark));
    CHECK_FALSE(film.alarmed(kBlack));
}

TEST_CASE("a panelist's black picture is told as a camera that is off, without alarm") {
    PictureRig rig(InputKind::Panelist);
    rig.look(5, plain(16));
    REQUIRE(rig.alarmed(kBlack));
    const auto& alerts = rig.studio.state().alerts;
    const auto found = std::ranges::find(alerts, kBlack, &Alert::id);
    CHECK(found->level == AlertLevel::Info);
    CHECK(found->text.en.find("switched off") != std::string::npos);
}

TEST_CASE("a phone held upright is told") {
    PictureRig rig;
    rig.comes({720, 1280});
    rig.look(4, plain(120));
    CHECK(rig.alarmed(kUpright));
    rig.comes({1280, 720});
    rig.look(2, plain(120));
    CHECK_FALSE(rig.alarmed(kUpright));
}

TEST_CASE("only what the programme shows and what comes is looked at") {
    PictureRig rig;
    rig.look(5, plain(16));
    REQUIRE(rig.alarmed(kBlack));
    rig.comes({1920, 1080}, InputState::Lost);
    rig.look(1, plain(16));
    CHECK_FALSE(rig.alarmed(kBlack));
    rig.comes({1920, 1080});
    REQUIRE(rig.studio.preview({.layout = LayoutKind::Full, .slots = {}}));
    REQUIRE(rig.studio.take(Transition{}));
    rig.look(20, plain(16));
    CHECK_FALSE(rig.alarmed(kBlack));
}
