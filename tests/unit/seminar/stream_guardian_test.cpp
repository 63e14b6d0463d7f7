// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/stream_guardian.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using namespace tsudoi;
using namespace tsudoi::seminar;

namespace {

PictureLook plain(std::uint8_t luma) {
    PictureLook look;
    look.cells.fill(luma);
    return look;
}

struct FakeProbe final : StreamProbe {
    void look(const SeminarId&, std::function<void(Result<StreamLook>)> done) override {
        ++looks;
        if (!answer) {
            return;  // never
        }
        done(*answer);
    }
    std::optional<Result<StreamLook>> answer;
    int looks = 0;
};

/// A seminar on air, a programme that speaks and moves, and a stream of it.
struct StreamRig : tests::OfficeRig {
    FakeProbe probe;
    StreamGuardian guardian{studio, office, probe, executor, executor.clock()};
    double lufs = -18;
    bool moves = true;
    std::uint8_t luma = 60;  ///< of the programme
    double streamDb = -8;
    bool streamMoves = true;
    std::optional<std::uint8_t> streamLuma;  ///< nullopt: as the programme
    bool streamGrows = true;
    bool readable = true;
    bool known = true;        ///< what is in it
    int darkest = 60;         ///< luma while it moves
    std::uint8_t slide = 60;  ///< luma while it does not move

    StreamRig() {
        kControlThread.assertHere();
        live();
    }
    void run(std::chrono::seconds time) {
        for (int i = 0; i < time.count() * 10; ++i) {
            Meters meters;
            meters.programme.shortTermLufs = lufs;
            if (++report_ % 10 == 0) {
                luma = static_cast<std::uint8_t>(moves ? darkest + report_ % 40 : slide);
                meters.programme.picture = plain(luma);
            }
            if (streamGrows) {
                look_.published += 100ms;
            }
            look_.peakDb = streamDb;
            if (streamMoves) {
                look_.picture = plain(streamLuma.value_or(luma));
            }
            if (!known) {
                look_.peakDb.reset();
                look_.picture.reset();
            }
            probe.answer = readable ? Result<StreamLook>(look_) : fail(ErrorCode::Io, "torn");
            studio.metered(meters);
            executor.advance(100ms);
        }
    }
    bool alarmed(const std::string& id) const {
        const auto& alerts = studio.state().alerts;
        const auto found = std::ranges::find(alerts, id, &Alert::id);
        return found != alerts.end() && !found->over;
    }
    void restartStream() { look_ = {}; }
    bool quiet() const {
        return std::ranges::none_of(studio.state().alerts,
                                    [](const Alert& alert) { return !alert.over && alert.id.starts_with("stream"); });
    }

private:
    StreamLook look_;
    int report_ = 0;
};

}  // namespace

TEST_CASE("a stream that is as the programme is never told of, whatever the programme does") {
    StreamRig rig;
    rig.run(30s);
    CHECK(rig.probe.looks == 10);
    rig.lufs = -80;
    rig.streamDb = -90;
    rig.run(20s);
    rig.moves = false;  // a slide stands
    rig.run(20s);
    CHECK(rig.quiet());
}

TEST_CASE("a stream that is silent while the programme sounds is told within ten seconds") {
    StreamRig rig;
    rig.run(20s);
    rig.streamDb = -90;
    rig.run(10s);
    CHECK(rig.alarmed("stream-silent"));
    rig.streamDb = -10;
    rig.run(4s);
    CHECK(rig.quiet());
}

TEST_CASE("a stream that is black while the programme has a picture is told within ten seconds") {
    StreamRig rig;
    rig.run(20s);
    rig.streamLuma = 16;
    rig.run(10s);
    CHECK(rig.alarmed("stream-black"));
}

TEST_CASE("a stream whose picture stands while the programme moves is told") {
    StreamRig rig;
    rig.run(20s);
    rig.streamMoves = false;
    rig.darkest = 150;
    rig.run(20s);
    CHECK(rig.alarmed("stream-frozen"));
    CHECK_FALSE(rig.alarmed("stream-black"));
}

TEST_CASE("slides that the audience does not get are told although nothing else moves; standing slides are not") {
    StreamRig rig;
    rig.moves = false;
    rig.run(60s);
    CHECK(rig.quiet());
    rig.streamLuma = 60;
    rig.slide = 140;
    rig.run(20s);
    CHECK(rig.alarmed("stream-frozen"));
}

TEST_CASE("the next seminar's stream is short, and that is no alarm") {
    StreamRig rig;
    rig.run(60s);
    REQUIRE(rig.office.end(tests::kSpring));
    rig.finishEnd();
    rig.live(SeminarId("autumn"));
    rig.restartStream();
    rig.run(30s);
    CHECK(rig.quiet());
}

TEST_CASE("a stream of which nothing can be said but that it goes on is no alarm") {
    StreamRig rig;
    rig.known = false;
    rig.run(30s);
    CHECK(rig.quiet());
}

TEST_CASE("a stream that does not go on is told, and so is one that cannot be read") {
    StreamRig rig;
    rig.run(20s);
    rig.streamGrows = false;
    rig.run(10s);
    CHECK(rig.alarmed("stream-stands"));
    rig.streamGrows = true;
    rig.run(4s);
    CHECK(rig.quiet());
    rig.readable = false;
    rig.run(10s);
    CHECK(rig.alarmed("stream-stands"));
}

TEST_CASE("nobody is told under a slate, in the intermission and after the end") {
    StreamRig rig;
    rig.run(20s);
    REQUIRE(rig.studio.slate(Slate{}));
    rig.streamDb = -90;
    rig.streamLuma = 16;
    rig.run(20s);
    CHECK(rig.quiet());
    REQUIRE(rig.studio.slate(std::nullopt));
    rig.run(20s);
    CHECK_FALSE(rig.quiet());
    REQUIRE(rig.office.pause(tests::kSpring));
    rig.run(4s);
    CHECK(rig.quiet());
}
