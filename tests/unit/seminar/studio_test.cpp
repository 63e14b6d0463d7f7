// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/studio.h"

#include "base/thread_role.h"
#include "support/fake_programme.h"
#include "support/fake_store.h"
#include "support/manual_executor.h"

#include <doctest/doctest.h>

#include <limits>

using namespace tsudoi;
using namespace tsudoi::seminar;
using namespace std::chrono_literals;

namespace {

InputSpec testInput(const std::string& id) {
    InputSpec spec;
    spec.id = InputId(id);
    spec.name = "Input " + id;
    return spec;
}

Scene fullOf(const std::string& id) {
    return {LayoutKind::Full, {{"main", InputId(id)}}};
}

struct StudioRig {
    explicit StudioRig(const StoredState& stored = {},
                       const std::vector<InputSpec>& configured = {testInput("camera"), testInput("slides")}) {
        kControlThread.assertHere();
        store.state = stored;
        studio.restore(stored, configured);
        studio.onChange([this] { ++changes; });
        executor.run();
        changes = 0;
    }
    InputStatus report(const std::string& id, InputState state) {
        InputStatus status;
        status.id = InputId(id);
        status.state = state;
        studio.inputChanged(status);
        return status;
    }
    const StudioState& state() const { return studio.state(); }

    tests::FakeProgramme programme;
    tests::FakeStore store;
    tests::ManualExecutor executor;
    int changes = 0;
    Studio studio{programme, store, executor, executor.clock()};
};

}  // namespace

TEST_CASE("without a stored scene the first input with a picture is on air, the second prepared") {
    InputSpec microphone = testInput("mic");
    microphone.kind = InputKind::Device;
    microphone.audioDevice = "alsa:1";
    StudioRig rig({}, {microphone, testInput("camera"), testInput("slides")});
    CHECK(rig.programme.programme == fullOf("camera"));
    CHECK(rig.programme.preview == fullOf("slides"));
    CHECK(rig.programme.inputs.size() == 3);
}

TEST_CASE("take makes the preview the programme and the other way round") {
    StudioRig rig;
    const Scene scene{LayoutKind::LecturerSlides, {{"lecturer", InputId("camera")}, {"slides", InputId("slides")}}};
    REQUIRE(rig.studio.preview(scene).has_value());
    CHECK(rig.programme.preview == scene);
    REQUIRE(rig.studio.take({}).has_value());
    CHECK(rig.programme.programme == scene);
    CHECK(rig.programme.preview == fullOf("camera"));
    CHECK(rig.programme.lastTransition == Transition{TransitionKind::Fade, 500ms});
    CHECK(rig.store.state.studio.programme == scene);
}

TEST_CASE("a cut leaves the TAKE button's fade alone, another fade becomes it") {
    StudioRig rig;
    REQUIRE(rig.studio.take(Transition{TransitionKind::Cut, 0ms}).has_value());
    CHECK(rig.state().transition == Transition{TransitionKind::Fade, 500ms});
    REQUIRE(rig.studio.take(Transition{TransitionKind::Fade, 1200ms}).has_value());
    CHECK(rig.state().transition == Transition{TransitionKind::Fade, 1200ms});
    CHECK(rig.store.state.studio.transition == rig.state().transition);
    CHECK_FALSE(rig.studio.take(Transition{TransitionKind::Fade, 5001ms}).has_value());
    CHECK_FALSE(rig.studio.take(Transition{TransitionKind::Fade, -1ms}).has_value());
}

TEST_CASE("a preview with an unknown slot or input is refused and changes nothing") {
    StudioRig rig;
    const Scene before = rig.state().preview;
    CHECK(rig.studio.preview(fullOf("nowhere")).error().code == ErrorCode::NotFound);
    CHECK(rig.studio.preview({LayoutKind::Full, {{"left", InputId("camera")}}}).error().code ==
          ErrorCode::InvalidArgument);
    CHECK(rig.state().preview == before);
    rig.executor.run();
    CHECK(rig.changes == 0);
}

TEST_CASE("a page that did not see another operator's change is told so") {
    StudioRig rig;
    const std::uint64_t seen = rig.state().revision;
    REQUIRE(rig.studio.preview(fullOf("camera"), seen).has_value());
    const Status late = rig.studio.preview(fullOf("slides"), seen);
    REQUIRE_FALSE(late.has_value());
    CHECK(late.error().code == ErrorCode::Conflict);
    CHECK(rig.state().preview == fullOf("camera"));
}

TEST_CASE("an input that stutters is no conflict") {
    StudioRig rig;
    const std::uint64_t seen = rig.state().revision;
    rig.report("camera", InputState::Live);
    rig.report("camera", InputState::Hold);
    CHECK(rig.state().revision > seen);
    CHECK(rig.studio.preview(fullOf("camera"), seen).has_value());
}

TEST_CASE("several changes in one turn are announced once") {
    StudioRig rig;
    REQUIRE(rig.studio.preview(fullOf("camera")).has_value());
    REQUIRE(rig.studio.take({}).has_value());
    REQUIRE(rig.studio.slate(Slate{SlateKind::Starting, {}}).has_value());
    CHECK(rig.changes == 0);
    rig.executor.run();
    CHECK(rig.changes == 1);
    rig.executor.run();
    CHECK(rig.changes == 1);
}

TEST_CASE("sound settings are kept within their ranges") {
    StudioRig rig;
    const InputId camera("camera");
    CHECK(rig.studio.source(camera, {-6.0, true, 120ms}).has_value());
    CHECK(rig.programme.sources[camera] == SourceSettings{-6.0, true, 120ms});
    CHECK_FALSE(rig.studio.source(camera, {20.1, false, 0ms}).has_value());
    CHECK_FALSE(rig.studio.source(camera, {-60.1, false, 0ms}).has_value());
    CHECK_FALSE(rig.studio.source(camera, {std::numeric_limits<double>::quiet_NaN(), false, 0ms}).has_value());
    CHECK_FALSE(rig.studio.source(camera, {0.0, false, 2001ms}).has_value());
    CHECK_FALSE(rig.studio.source(camera, {0.0, false, -1ms}).has_value());
    CHECK(rig.studio.source(InputId("none"), {}).error().code == ErrorCode::NotFound);
    CHECK(rig.state().sources.at(camera) == SourceSettings{-6.0, true, 120ms});
}

TEST_CASE("a lost input raises an alert at once, which is over when it is back") {
    StudioRig rig;
    rig.report("camera", InputState::Live);
    InputStatus lost = rig.report("camera", InputState::Lost);
    REQUIRE(rig.state().alerts.size() == 1);
    CHECK(rig.state().alerts[0].id == "input-lost:camera");
    CHECK(rig.state().alerts[0].level == AlertLevel::Alarm);
    CHECK(rig.state().alerts[0].text.en.find("Input camera") != std::string::npos);

    SUBCASE("its reason is named when it is known") {
        lost.problem = Text{"ケーブル", "cable pulled"};
        rig.studio.inputChanged(lost);
        REQUIRE(rig.state().alerts.size() == 1);
        CHECK(rig.state().alerts[0].text.en.find("cable pulled") != std::string::npos);
    }
    SUBCASE("back again") {
        rig.report("camera", InputState::Live);
        CHECK(rig.state().alerts[0].over);
    }
    SUBCASE("one that is not on air is a warning only") {
        rig.report("slides", InputState::Lost);
        CHECK(rig.state().alerts[0].level == AlertLevel::Warning);
    }
}

TEST_CASE("an input gets a free id of its kind") {
    StudioRig rig;
    InputSpec camera;
    camera.kind = InputKind::Device;
    camera.videoDevice = "v4l2:cam";
    CHECK(rig.studio.addInput(camera) == InputId("camera-1"));
    CHECK(rig.studio.addInput(camera) == InputId("camera-2"));
    CHECK(rig.programme.inputs.contains(InputId("camera-2")));
    CHECK(rig.studio.addInput(testInput("camera-2")).error().code == ErrorCode::Conflict);
    CHECK(rig.studio.addInput(testInput("Not An Id")).error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("there is an end to the number of inputs") {
    StudioRig rig;
    while (rig.state().inputs.size() < Studio::kMaxInputs) {
        REQUIRE(rig.studio.addInput({}).has_value());
    }
    CHECK(rig.studio.addInput({}).error().code == ErrorCode::TooMany);
}

TEST_CASE("an input on air stays, one in the preview leaves its slot empty") {
    StudioRig rig;
    CHECK(rig.studio.removeInput(InputId("camera")).error().code == ErrorCode::WrongState);
    REQUIRE(rig.studio.removeInput(InputId("slides")).has_value());
    CHECK(rig.programme.preview.slots.empty());
    CHECK_FALSE(rig.programme.inputs.contains(InputId("slides")));
    CHECK(rig.studio.removeInput(InputId("slides")).error().code == ErrorCode::NotFound);
    rig.report("slides", InputState::Lost);
    CHECK(rig.state().statuses.size() == 1);
}

TEST_CASE("everything set in the studio is there after a restart") {
    StudioRig before;
    InputSpec film;
    film.kind = InputKind::File;
    film.path = "/films/opening.mp4";
    film.loop = false;
    REQUIRE(before.studio.addInput(film) == InputId("file-1"));
    REQUIRE(before.studio.addInput(testInput("extra")).has_value());
    REQUIRE(before.studio.preview(fullOf("file-1")).has_value());
    REQUIRE(before.studio.source(InputId("file-1"), {-3.0, true, 40ms}).has_value());
    REQUIRE(before.studio.take(Transition{TransitionKind::Fade, 800ms}).has_value());
    REQUIRE(before.studio.slate(Slate{SlateKind::Starting, "Soon"}).has_value());

    StudioRig after(before.store.state);
    CHECK(after.state().order == before.state().order);
    CHECK(after.state().inputs == before.state().inputs);
    CHECK(after.programme.inputs == before.state().inputs);
    CHECK(after.programme.programme == fullOf("file-1"));
    CHECK(after.programme.preview == before.state().preview);
    CHECK(after.programme.slate == Slate{SlateKind::Starting, "Soon"});
    CHECK(after.programme.sources[InputId("file-1")] == SourceSettings{-3.0, true, 40ms});
    CHECK(after.state().transition == Transition{TransitionKind::Fade, 800ms});
}

TEST_CASE("an input of the settings file wins over a stored one of the same id") {
    StoredState stored;
    InputSpec old = testInput("camera");
    old.name = "from the store";
    stored.inputs = {old};
    StudioRig rig(stored);
    CHECK(rig.state().inputs.at(InputId("camera")).name == "Input camera");
    CHECK(rig.state().order.size() == 2);
}

TEST_CASE("a change of an input of the settings file comes with a note that it will not last") {
    StudioRig rig;
    InputSpec changed = testInput("camera");
    changed.name = "Another name";
    REQUIRE(rig.studio.updateInput(changed).has_value());
    CHECK(rig.programme.inputs[InputId("camera")].name == "Another name");
    CHECK(rig.state().alerts.at(0).level == AlertLevel::Info);
    CHECK(rig.store.state.inputs.empty());
}

TEST_CASE("a stored scene with an input that is gone shows the rest of it") {
    StoredState stored;
    stored.studio.programme = Scene{LayoutKind::SideBySide, {{"left", InputId("camera")}, {"right", InputId("gone")}}};
    stored.studio.preview = fullOf("gone");
    StudioRig rig(stored);
    CHECK(rig.programme.programme.layout == LayoutKind::SideBySide);
    CHECK(rig.programme.programme.slots.size() == 1);
    CHECK(rig.programme.preview.slots.empty());
}

TEST_CASE("a fallen encoder and a broken programme are told to the operator") {
    StudioRig rig;
    rig.studio.encoderReplaced({"ソフトウェアに切り替えました", "using software now"});
    rig.studio.programmeFailed(Error::plain(ErrorCode::Internal, "no encoder works"));
    REQUIRE(rig.state().alerts.size() == 2);
    CHECK(rig.state().alerts[0].level == AlertLevel::Alarm);
    CHECK(rig.state().alerts[1].text.en == "using software now");
}

TEST_CASE("a machine that is too busy is told to the operator until it is over") {
    StudioRig rig;
    rig.studio.overloaded(true);
    REQUIRE(rig.state().alerts.size() == 1);
    CHECK(rig.state().alerts[0].level == AlertLevel::Alarm);
    rig.studio.overloaded(false);
    CHECK(rig.state().alerts[0].over);
}

TEST_CASE("old alerts make room, those that are over first") {
    StudioRig rig;
    rig.studio.raise({"first", AlertLevel::Alarm, {}, {}, false});
    rig.studio.raise({"settled", AlertLevel::Info, {}, {}, false});
    rig.studio.settle("settled");
    for (std::size_t i = 0; i < kMaxAlerts - 1; ++i) {
        rig.studio.raise({"more-" + std::to_string(i), AlertLevel::Info, {}, {}, false});
    }
    CHECK(rig.state().alerts.size() == kMaxAlerts);
    CHECK(rig.state().alerts.back().id == "first");
    rig.studio.raise({"last", AlertLevel::Info, {}, {}, false});
    CHECK(rig.state().alerts.back().id == "more-0");
    CHECK(rig.state().alerts.front().id == "last");
}

TEST_CASE("an input must have what its kind needs") {
    const auto spec = [](InputKind kind) {
        InputSpec input = testInput("x");
        input.kind = kind;
        return input;
    };
    CHECK(validate(spec(InputKind::Test)).has_value());
    for (const InputKind kind :
         {InputKind::File, InputKind::Image, InputKind::Device, InputKind::Rtsp, InputKind::Srt, InputKind::Rtmp}) {
        CAPTURE(inputKindName(kind));
        CHECK_FALSE(validate(spec(kind)).has_value());
    }
    InputSpec rtsp = spec(InputKind::Rtsp);
    rtsp.url = "rtsp://camera.local/1";
    CHECK(validate(rtsp).has_value());
    rtsp.url = "rtsps://camera.local/1";
    CHECK(validate(rtsp).has_value());
    rtsp.url = "http://camera.local/1";
    CHECK_FALSE(validate(rtsp).has_value());
    InputSpec srt = spec(InputKind::Srt);
    srt.url = "srt://0.0.0.0:7001?mode=listener";
    CHECK(validate(srt).has_value());
    srt.passphrase = "too short";
    CHECK_FALSE(validate(srt).has_value());
    srt.passphrase = "long enough 1";
    CHECK(validate(srt).has_value());
    srt.name = "two\nlines";
    CHECK_FALSE(validate(srt).has_value());
}
