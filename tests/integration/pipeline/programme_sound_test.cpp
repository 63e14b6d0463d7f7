// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/programme_time.h"
#include "programme_bench.h"
#include "programme_decode.h"
#include "programme_material.h"
#include "support/temporary_directory.h"

#include <doctest/doctest.h>

#include <cmath>
#include <optional>

namespace tsudoi::pipeline::test {

namespace {

using std::chrono::milliseconds;

struct ToneBench {
    tsudoi::test::TemporaryDirectory folder;
    ProgrammeBench bench;

    ToneBench() {
        const std::string film = toneFilm((folder.path() / "tone.mkv").string(), 20);
        REQUIRE(bench.addLive(fileInput("tone", film, true)));
        bench.engine->showProgramme(fullScene("tone"), {});
        REQUIRE(levelNear(-6));
    }
    bool levelNear(double db) {
        return bench.until([&] { return std::abs(bench.events.meters.programme.peakDb[0] - db) < 0.5; });
    }
};

MediaTime endOf(const EncodedPacket& packet) {
    return packet.pts + packet.duration;
}

}  // namespace

TEST_CASE("gain, mute and meters follow the operator") {
    ToneBench tone;
    ProgrammeEngine& engine = *tone.bench.engine;
    engine.setSource(InputId("tone"), {-20, false, {}});
    CHECK(tone.levelNear(-26));
    engine.setSource(InputId("tone"), {0, true, {}});
    CHECK(tone.levelNear(seminar::kSilenceDb));
    CHECK(tone.bench.events.meters.sources[InputId("tone")].peakDb[0] == doctest::Approx(-6).epsilon(0.05));
    engine.setSource(InputId("tone"), {20, false, {}});
    CHECK(tone.bench.until([&] {
        const auto& meter = tone.bench.events.meters.programme;
        return meter.truePeakDb > -2 && meter.momentaryLufs > -6;
    }));
    CHECK(tone.bench.events.meters.programme.truePeakDb <= -1.0);
}

TEST_CASE(
    "sound that follows its picture is heard only while the programme shows it; pictures are looked at meanwhile") {
    ToneBench tone;
    ProgrammeEngine& engine = *tone.bench.engine;
    for (const auto follow : {seminar::AudioFollow::Cut, seminar::AudioFollow::Fade}) {
        engine.setSource(InputId("tone"), {.follow = follow});
        engine.showProgramme(fullScene("nobody"), {});
        CHECK(tone.levelNear(seminar::kSilenceDb));
        engine.showProgramme(fullScene("tone"), {});
        CHECK(tone.levelNear(-6));
    }
    std::optional<PictureLook> ofInput;
    std::optional<PictureLook> ofProgramme;
    CHECK(tone.bench.until([&] {
        auto& meters = tone.bench.events.meters;
        ofInput = meters.sources[InputId("tone")].picture ? meters.sources[InputId("tone")].picture : ofInput;
        ofProgramme = meters.programme.picture ? meters.programme.picture : ofProgramme;
        return ofInput && ofProgramme && !ofInput->black() && !ofProgramme->black();
    }));
}

TEST_CASE("the slate takes picture and sound of the room away at the same time") {
    ToneBench tone;
    ProgrammeBench& bench = tone.bench;
    const auto slates = [&bench] {
        std::size_t count = 0;
        for (const EncodedPacket& packet : bench.packets->of(kVideo)) {
            count += packet.slate ? 1 : 0;
        }
        return count;
    };
    const auto roomFrames = [&] {
        return bench.packets->count(kVideo) - slates();
    };
    REQUIRE(bench.encode());
    REQUIRE(bench.until([&] { return bench.packets->count(kVideo) >= 30; }));
    bench.engine->showSlate(seminar::Slate{seminar::SlateKind::Break, "15時に再開します"});
    REQUIRE(bench.until([&] { return slates() >= 30; }));
    bench.engine->showSlate(std::nullopt);
    const std::size_t before = roomFrames();
    REQUIRE(bench.until([&] { return roomFrames() >= before + 30; }));
    REQUIRE(bench.finishEncoding());

    const Packets video = bench.packets->of(kVideo);
    MediaTime from{};
    MediaTime to{};
    for (const EncodedPacket& packet : video) {
        from = packet.slate && from == MediaTime{} ? packet.pts : from;
        to = packet.slate ? endOf(packet) : to;
    }
    for (const SeenFrame& frame : seen(video)) {
        const bool slate = frame.pts >= from && frame.pts < to;
        CHECK((frame.luma(20, 20) > 120) == !slate);
    }
    const HeardSound sound = heard(bench.packets->of(kAudio));
    CHECK(sound.peak(from, to) == 0.0F);
    CHECK(sound.peak(from - milliseconds(110), from - milliseconds(60)) > 0.4F);
    CHECK(sound.peak(to + milliseconds(60), to + milliseconds(110)) > 0.4F);
}

TEST_CASE("flash and beep of a film come together in the packets, at the start and later") {
    tsudoi::test::TemporaryDirectory folder;
    const std::string film = flashAndBeepFilm((folder.path() / "sync.mkv").string(), 14);
    ProgrammeBench bench;
    bench.engine->showProgramme(fullScene("film"), {});
    REQUIRE(bench.encode());
    REQUIRE(bench.addLive(fileInput("film", film, false)));
    const std::size_t frames = bench.packets->count(kVideo) + 12 * 30;
    REQUIRE(bench.until([&] { return bench.packets->count(kVideo) >= frames; }));
    REQUIRE(bench.finishEncoding());

    std::vector<MediaTime> flashes;
    bool lit = true;  // the name card before the film may be bright
    MediaTime before{};
    for (const SeenFrame& frame : seen(bench.packets->of(kVideo))) {
        const bool bright = frame.luma(20, 20) > 120;
        // Where a frame is missing (a machine that is too busy), the flash's first picture may be the missing one.
        if (bright && !lit && frame.pts - before < milliseconds(50)) {
            flashes.push_back(frame.pts);
        }
        lit = bright;
        before = frame.pts;
    }
    REQUIRE(flashes.size() >= 4);
    const HeardSound sound = heard(bench.packets->of(kAudio));
    for (const MediaTime flash : flashes) {
        MediaTime beep = flash - milliseconds(300);
        while (beep < flash + milliseconds(300) && sound.peak(beep, beep + milliseconds(1)) < 0.1F) {
            beep += milliseconds(1);
        }
        MESSAGE("beep minus flash: ", std::chrono::duration_cast<milliseconds>(beep - flash).count(), " ms");
        CHECK(beep - flash >= milliseconds(-40));
        CHECK(beep - flash <= milliseconds(40));
    }
}

}  // namespace tsudoi::pipeline::test
