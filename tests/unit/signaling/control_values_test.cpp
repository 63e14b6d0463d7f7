// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_input_views.h"
#include "signaling/control_mask.h"
#include "signaling/control_pictures.h"
#include "signaling/control_rate.h"
#include "signaling/control_time.h"
#include "signaling/control_views.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

using namespace tsudoi;
using namespace tsudoi::signaling;
using namespace std::chrono_literals;
using nlohmann::json;

TEST_CASE("addresses lose user, password, query and stream key") {
    CHECK(maskedUrl("rtsp://cam.local/stream1") == "rtsp://cam.local/stream1");
    CHECK(maskedUrl("rtsp://admin:p%40ss@cam.local:554/stream1") == "rtsp://***@cam.local:554/stream1");
    CHECK(maskedUrl("rtsp://admin:a/b?c@d@cam/1") == "rtsp://***@cam/1");
    CHECK(maskedUrl("srt://host:9000?passphrase=secret&mode=caller") == "srt://host:9000?***");
    CHECK(maskedUrl("rtmp://host/live/key-123") == "rtmp://host/live/***");
    CHECK(maskedUrl("rtmps://u:p@host/live/key?x=1") == "rtmps://***@host/live/key?***");
    CHECK(maskedUrl("admin:secret@host") == "***");
    CHECK(maskedUrl("").empty());
}

TEST_CASE("an input's view holds none of its secrets") {
    seminar::InputSpec spec{.id = InputId("a"), .name = "A", .kind = seminar::InputKind::Srt};
    spec.url = "srt://h:1?streamid=s3cret";
    spec.passphrase = "tops3cret";
    seminar::InputStatus status;
    status.state = seminar::InputState::Lost;
    status.retryIn = 750ms;
    status.problem = Text{"接続できません: srt://h:1?streamid=s3cret tops3cret", "no srt://h:1?streamid=s3cret"};
    const json view = inputView(spec, status, 2);
    CHECK(view.dump().find("s3cret") == std::string::npos);
    CHECK(view["hasPassphrase"] == true);
    CHECK(view["url"] == "srt://h:1?***");
    CHECK(view["retryInMs"] == 750);
    CHECK(view["order"] == 2);
    CHECK(view["problem"]["en"] == "no srt://h:1?***");
}

TEST_CASE("a masked address that comes back leaves the real one as it is") {
    seminar::InputSpec spec{.id = InputId("a"), .name = "A", .kind = seminar::InputKind::Rtsp};
    spec.url = "rtsp://me:pw@cam/1";
    protocol::InputChange change{.id = "a", .name = "New name", .url = "rtsp://***@cam/1"};
    CHECK(inputChanged(spec, change)->url == "rtsp://me:pw@cam/1");
    CHECK(inputChanged(spec, change)->name == "New name");
    change.url = "rtsp://me:other@cam/2";
    CHECK(inputChanged(spec, change)->url == "rtsp://me:other@cam/2");
    change.url = "rtsp://***@elsewhere/1";
    CHECK(inputChanged(spec, change).error().code == ErrorCode::InvalidArgument);
    CHECK(inputChanged(spec, protocol::InputChange{.id = "a"}) == spec);
}

TEST_CASE("times are written and read in UTC") {
    const auto time = fromRfc3339("2026-11-23T18:00:00.25+09:00");
    REQUIRE(time.has_value());
    CHECK(toRfc3339(*time) == "2026-11-23T09:00:00.250Z");
    CHECK(fromRfc3339(toRfc3339(*time)) == time);
    CHECK(fromRfc3339("2026-11-23t09:00:00z").has_value());
    CHECK(toRfc3339(WallTime{}) == "1970-01-01T00:00:00.000Z");
}

TEST_CASE("what is no time is refused") {
    for (const char* text : {"", "tomorrow", "2026-11-23", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z",
                             "2026-11-23T24:00:00Z", "2026-11-23T09:00:00", "2026-11-23T09:00:00.Z",
                             "2026-11-23T09:00:00Zx", "9999-11-23T09:00:00Z", "-026-11-23T09:00:00Z"}) {
        CAPTURE(text);
        CHECK_FALSE(fromRfc3339(text).has_value());
    }
}

TEST_CASE("a rehearsal looks like an open seminar to attendees, without media") {
    seminar::Seminar seminar;
    seminar.id = SeminarId("s");
    seminar.state = seminar::SeminarState::Rehearsal;
    const json view = attendView(seminar, true);
    CHECK(view["seminar"]["state"] == "open");
    CHECK_FALSE(view.contains("media"));
}

TEST_CASE("media come and go with the state") {
    seminar::Seminar seminar;
    seminar.id = SeminarId("s");
    seminar.state = seminar::SeminarState::Live;
    CHECK_FALSE(json(attendView(seminar, false)).contains("media"));
    const json live = attendView(seminar, true);
    CHECK(live["media"]["kind"] == "live");
    CHECK(live["media"]["url"] == "/media/s/index.m3u8");
    CHECK(live["media"]["audioUrl"] == "/media/s/audio.m3u8");
    seminar.state = seminar::SeminarState::Ended;
    const json ended = attendView(seminar, true);
    CHECK(ended["media"]["kind"] == "replay");
    CHECK(ended["media"]["url"] == live["media"]["url"]);
    seminar.state = seminar::SeminarState::Expired;
    CHECK_FALSE(json(attendView(seminar, true)).contains("media"));
}

TEST_CASE("the end can be taken back only for a while") {
    SeminarNow now;
    now.seminar.state = seminar::SeminarState::Ended;
    now.seminar.endedAt = WallTime(1000s);
    CHECK(seminarView(now, WallTime(1009s)).undoUntil == "1970-01-01T00:16:50.000Z");
    CHECK_FALSE(seminarView(now, WallTime(1010s)).undoUntil.has_value());
}

TEST_CASE("a picture's message begins with version, length and name") {
    CHECK(pictureHeader("preview") == std::string("\x01\x07preview"));
    CHECK(pictureName({seminar::PictureId::Kind::Input, InputId("cam")}) == "input:cam");
}

TEST_CASE("a name in the log is one line") {
    CHECK(loggable("evil\n2026 info x\x1b[0m") == "evil?2026 info x?[0m");
    CHECK(loggable(std::string(500, 'x')).size() == 80);
}

TEST_CASE("messages come in bursts, but not for ever") {
    MessageRate rate;
    auto now = MessageRate::Instant(1h);
    int taken = 0;
    while (rate.take(now)) {
        ++taken;
    }
    CHECK(taken == static_cast<int>(MessageRate::kBurst));
    CHECK(rate.take(now + 1s));
    for (int i = 0; i < MessageRate::kMaxRefused + 100; ++i) {
        (void)rate.take(now + 1s);
    }
    CHECK(rate.hopeless());
}
