// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/frame_sync.h"

#include "pipeline/programme_time.h"

#include <doctest/doctest.h>

namespace tsudoi::pipeline {

namespace {

using std::chrono::milliseconds;
constexpr Size kSize{16, 16};
constexpr Fraction kRate{30, 1};

}  // namespace

TEST_CASE("each picture is shown once when source and programme have the same rate") {
    FrameSync sync;
    std::vector<PicturePtr> pictures;
    for (int i = 0; i < 100; ++i) {
        pictures.push_back(blackPicture(kSize));
    }
    std::size_t delivered = 0;
    std::size_t shown = 0;
    for (int frame = 3; frame < 90; ++frame) {
        const MediaTime now = frameTime(frame, kRate);
        while (frameTime(static_cast<std::int64_t>(delivered), kRate) + milliseconds(7) <= now) {
            sync.push(pictures[delivered], frameTime(static_cast<std::int64_t>(delivered), kRate) + milliseconds(7));
            ++delivered;
        }
        const auto selection = sync.select(now);
        if (frame > 8) {
            REQUIRE(selection.late);
            CHECK(*selection.late >= kInputLatency);
            CHECK(*selection.late < kInputLatency + frameTime(1, kRate) + MediaTime(1));
            CHECK(selection.picture == pictures[shown + 1]);
        }
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            shown = pictures[i] == selection.picture ? i : shown;
        }
    }
}

TEST_CASE("the first picture does not wait, a missing one repeats the last") {
    FrameSync sync;
    CHECK(sync.select(milliseconds(10)).picture == nullptr);
    const PicturePtr first = blackPicture(kSize);
    sync.push(first, milliseconds(20));
    CHECK(sync.current() == first);
    CHECK(sync.select(milliseconds(33)).picture == first);
    const auto again = sync.select(milliseconds(66));
    CHECK(again.picture == first);
    CHECK_FALSE(again.late);
    const PicturePtr second = blackPicture(kSize);
    sync.push(second, milliseconds(53));
    CHECK(sync.current() == first);
    CHECK(sync.newest() == second);
}

TEST_CASE("a source that ends leaves its last picture and none of what waited") {
    FrameSync sync;
    const PicturePtr first = blackPicture(kSize);
    sync.push(first, milliseconds(0));
    (void)sync.select(milliseconds(100));
    sync.push(blackPicture(kSize), milliseconds(150));
    sync.discontinuity();
    CHECK(sync.select(milliseconds(400)).picture == first);
}

TEST_CASE("pictures pile up to a limit only, and a broken time does not block") {
    FrameSync sync;
    sync.push(blackPicture(kSize), milliseconds(0));
    (void)sync.select(milliseconds(100));
    PicturePtr last;
    for (int i = 0; i < 100; ++i) {
        last = blackPicture(kSize);
        sync.push(last, std::chrono::hours(1));
    }
    CHECK(last.use_count() == 2);
    CHECK(sync.select(milliseconds(133)).picture == last);
}

}  // namespace tsudoi::pipeline
