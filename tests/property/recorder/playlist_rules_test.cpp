// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/playlist.h"
#include "tests/support/hls_check.h"
#include "tests/support/recorder_samples.h"
#include "tests/support/seed.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::recorder;
using namespace tsudoi::test;

namespace {

/// A random life: parts, short segments, restarts, changed encoders, slates, pauses of the viewer.
void live(tests::Seeded& random) {
    SampleRecording recording;
    hls::PlaylistChecker full;
    hls::PlaylistChecker delta;
    const auto look = [&](Playlist which, hls::PlaylistChecker& player) {
        const auto view = recording.timeline.view();
        const auto text = mediaPlaylist(*view, view->renditions[0], which);
        const auto problems = player.next(text);
        CHECK_MESSAGE(problems.empty(), (problems.empty() ? "" : problems.front() + "\n" + text));
    };
    const int segments = random.between(1, 40);
    for (int segment = 0; segment < segments; ++segment) {
        const int parts = random.chance(80) ? 4 : random.between(1, 4);
        const bool slate = random.chance(20);
        for (int part = 0; part < parts; ++part) {
            recording.addPart(part == 0, part + 1 == parts && random.chance(70), slate);
            if (random.chance(60)) {
                look(Playlist::Full, full);
            }
            if (!delta.current() || random.chance(80)) {
                look(delta.current() ? Playlist::Delta : Playlist::Full, delta);
            }
        }
    }
    recording.timeline.closeSegment();
    recording.timeline.setEnded(true, recording.timeline.withoutSlates());
    look(Playlist::Full, full);
    look(Playlist::Full, delta);
    CHECK(full.current()->segments.size() == static_cast<std::size_t>(segments));
    CHECK(delta.current()->segments.size() == static_cast<std::size_t>(segments));

    const auto view = recording.timeline.view();
    const auto replay = hls::parsePlaylist(mediaPlaylist(*view, view->renditions[0], Playlist::Replay));
    CHECK(hls::checkPlaylist(replay) == std::vector<std::string>{});
    CHECK_FALSE(replay.segments.empty());
}

}  // namespace

TEST_CASE("whatever happens to a recording, its playlists keep the rules") {
    tests::Seeded random;
    for (int round = 0; round < 60; ++round) {
        live(random);
    }
}
