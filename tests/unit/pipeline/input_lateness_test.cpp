// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_lateness.h"

#include "pipeline/input_address.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::pipeline;
using namespace std::chrono_literals;

namespace {

/// Two seconds of blocks every 10 ms; every tenth one on time. \return what the times were moved by
MediaTime movedBy(MediaTime late, bool someOnTime) {
    MediaTime moved{};
    LatenessWatch watch([&](MediaTime by) { moved += by; });
    for (int i = 0; i < 200; ++i) {
        const MediaTime due = i * 10ms;
        const bool onTime = someOnTime && i % 10 == 0;
        watch.came(due + (onTime ? 0ms : late) + moved, due + moved);
    }
    return moved;
}

}  // namespace

TEST_CASE("times are moved when everything comes late, not when some does") {
    CHECK(movedBy(0ms, false) == 0ms);
    CHECK(movedBy(25ms, false) == 0ms);
    CHECK(movedBy(200ms, true) == 0ms);
    CHECK(movedBy(200ms, false) >= 220ms);
}

TEST_CASE("an SRT address says who calls whom") {
    const auto listens = [](const char* url) {
        return isListener({.kind = seminar::InputKind::Srt, .url = url});
    };
    CHECK(listens("srt://:7001"));
    CHECK(listens("srt://0.0.0.0:7001?mode=listener"));
    CHECK_FALSE(listens("srt://host:7001"));
    CHECK_FALSE(listens("srt://:7001?mode=caller"));
    CHECK_FALSE(isListener({.kind = seminar::InputKind::Rtsp, .url = "rtsp://:554"}));
}

TEST_CASE("an address must have a scheme of its kind") {
    using seminar::InputKind;
    CHECK(hasRightScheme({.kind = InputKind::Rtsp, .url = "rtsps://camera/1"}));
    CHECK(hasRightScheme({.kind = InputKind::Rtmp, .url = "rtmp://host/app/key"}));
    CHECK_FALSE(hasRightScheme({.kind = InputKind::Rtsp, .url = "file:///etc/passwd"}));
    CHECK_FALSE(hasRightScheme({.kind = InputKind::Srt, .url = "srt://"}));
    CHECK_FALSE(hasRightScheme({.kind = InputKind::Srt, .url = ""}));
}
