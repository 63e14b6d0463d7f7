// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/chapters.h"
#include "recorder/mp4_export.h"
#include "tests/support/recorder_samples.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::recorder;
using std::chrono::seconds;

TEST_CASE("an edit list sorts and joins its ranges and survives its file") {
    const EditList list(
        {{seconds(10), seconds(12)}, {seconds(0), seconds(4)}, {seconds(4), seconds(6)}, {seconds(9), seconds(9)}});
    REQUIRE(list.leftOut().size() == 2);
    CHECK(list.leftOut()[0] == TimeRange{seconds(0), seconds(6)});
    CHECK(EditList::fromJson(list.toJson()).value() == list);
    CHECK_FALSE(EditList::fromJson("{\"leftOut\": 3}").has_value());
    CHECK_FALSE(EditList::fromJson("nonsense").has_value());
}

TEST_CASE("a moment of the recording has its place in the replay") {
    const EditList list({{seconds(0), seconds(6)}, {seconds(10), seconds(12)}});
    CHECK(list.inReplay(seconds(3)) == seconds(0));
    CHECK(list.inReplay(seconds(8)) == seconds(2));
    CHECK(list.inReplay(seconds(11)) == seconds(4));
    CHECK(list.inReplay(seconds(20)) == seconds(12));
    CHECK(list.leavesOut({seconds(4), seconds(6)}));
    CHECK_FALSE(list.leavesOut({seconds(4), seconds(7)}));
}

TEST_CASE("marks become chapters of the replay, up to the next mark, without markup") {
    test::SampleRecording recording;
    recording.addSegment(true);
    recording.addSegment();
    recording.addSegment();
    recording.timeline.addMark({seconds(4), "二つ目 <b>\n&"});
    recording.timeline.addMark({seconds(1), "はじめ"});
    recording.timeline.setEnded(true, recording.timeline.withoutSlates());
    CHECK(chaptersVtt(*recording.timeline.view()) ==
          "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nはじめ\n\n00:00:02.000 --> 00:00:04.000\n二つ目 &lt;b&gt; &amp;\n");
}

TEST_CASE("slates are left out, unless there is nothing else") {
    test::SampleRecording recording;
    recording.addSegment(true);
    recording.addSegment(true);
    CHECK(recording.timeline.withoutSlates().empty());
    recording.addSegment();
    REQUIRE(recording.timeline.withoutSlates().leftOut().size() == 1);
    CHECK(recording.timeline.withoutSlates().leftOut()[0] == TimeRange{seconds(0), seconds(4)});
}

TEST_CASE("an export takes neighbouring segments in one go and jumps over what is left out") {
    test::SampleRecording recording;
    for (const bool slate : {false, false, true, false}) {
        recording.addSegment(slate);
    }
    recording.timeline.setEnded(true, recording.timeline.withoutSlates());
    const auto view = recording.timeline.view();
    const auto pieces = exportPieces(*view, view->renditions[0]);
    REQUIRE(pieces.size() == 2);
    CHECK(pieces[0].offset == 100);
    CHECK(pieces[0].length == 80);
    CHECK(pieces[1].start == seconds(6));
    CHECK(pieces[1].offset == 220);
}
