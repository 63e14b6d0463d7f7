// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/cut_schedule.h"

#include <doctest/doctest.h>

#include <string>

using namespace tsudoi;
using namespace tsudoi::recorder;

namespace {

/// Feeds frames of a 30 frames/s programme and reads the cuts as text: "S" a segment, "p" a part, with its frame.
class Feeder {
public:
    explicit Feeder(Fraction rate = {30, 1}) : grid_(rate), cuts_(grid_) { cuts_.begin(MediaTime(0)); }

    void frame(int number, bool keyframe, bool newEncoder = false) {
        const int ended = keyframe && any_ ? position_ + 1 : 0;
        position_ = keyframe ? 0 : position_ + 1;
        any_ = true;
        cuts_.video({number * grid_.frame(), keyframe, newEncoder, position_, ended});
    }
    /// A GOP every 60 frames.
    void frames(int from, int to) {
        for (int number = from; number < to; ++number) {
            frame(number, number % 60 == 0);
        }
    }
    std::string cuts() {
        std::string text;
        while (const auto end = cuts_.end()) {
            const auto number = (end->at + grid_.frame() / 2) / grid_.frame();
            text += (text.empty() ? "" : " ") + std::string(end->segment ? "S" : "p") + std::to_string(number);
            cuts_.dropOldest();
        }
        return text;
    }
    CutSchedule& schedule() { return cuts_; }

private:
    PartGrid grid_;
    CutSchedule cuts_;
    int position_ = 0;
    bool any_ = false;
};

}  // namespace

TEST_CASE("a segment is one GOP of four parts") {
    Feeder feeder;
    feeder.frames(0, 121);
    CHECK(feeder.cuts() == "p15 p30 p45 S60 p75 p90 p105 S120");
}

TEST_CASE("a part ends with its last frame, before the next one is there") {
    Feeder feeder;
    feeder.frames(0, 14);
    CHECK(feeder.cuts() == "");
    feeder.frames(14, 15);
    CHECK(feeder.cuts() == "p15");
}

TEST_CASE("once the encoders' GOP is known a segment, too, ends with its last frame") {
    Feeder feeder;
    feeder.frames(0, 60);
    CHECK(feeder.cuts() == "p15 p30 p45");
    feeder.frames(60, 120);
    CHECK(feeder.cuts() == "S60 p75 p90 p105 S120");
}

TEST_CASE("a keyframe that is a little late gets a short fifth part") {
    Feeder feeder;
    for (int number = 0; number < 70; ++number) {
        feeder.frame(number, number == 0 || number == 66);
    }
    CHECK(feeder.cuts() == "p15 p30 p45 p60 S66");
}

TEST_CASE("without a keyframe a segment still ends before it is too long") {
    Feeder feeder;
    for (int number = 0; number < 80; ++number) {
        feeder.frame(number, number == 0);
    }
    CHECK(feeder.cuts() == "p15 p30 p45 p60 S72");
}

TEST_CASE("an early keyframe starts a segment only after a second, a new encoder's at once") {
    Feeder early;
    early.frames(0, 20);
    early.frame(20, true);
    early.frames(21, 40);
    early.frame(40, true);
    CHECK(early.cuts() == "p15 p30 S40");

    Feeder fresh;
    fresh.frames(0, 20);
    fresh.frame(20, true, true);
    CHECK(fresh.cuts() == "p15 S20");
}

TEST_CASE("a keyframe where a part was already cut makes it a segment") {
    Feeder feeder;
    feeder.frames(0, 45);
    feeder.frame(45, true);
    CHECK(feeder.cuts() == "p15 p30 S45");
}

TEST_CASE("the second track's frames change nothing") {
    Feeder feeder;
    feeder.frames(0, 121);
    feeder.frames(0, 121);
    CHECK(feeder.cuts() == "p15 p30 p45 S60 p75 p90 p105 S120");
}

TEST_CASE("frames missing over several parts do not make a part too long") {
    Feeder feeder;
    feeder.frames(0, 20);
    feeder.frame(60, true);
    feeder.frames(61, 76);
    CHECK(feeder.cuts() == "p15 p30 p45 S60 p75");
}

TEST_CASE("25 frames a second: parts of 12 and 13 frames") {
    const PartGrid grid({25, 1});
    CHECK(grid.segmentFrames() == 50);
    CHECK(grid.partEnd(0) == std::chrono::milliseconds(520));
    CHECK(grid.partEnd(1) == std::chrono::milliseconds(1000));
    CHECK(grid.partEnd(2) == std::chrono::milliseconds(1520));
    CHECK(grid.partEnd(3) == std::chrono::milliseconds(2000));
    CHECK(grid.longestPart() == std::chrono::milliseconds(520));
}

TEST_CASE("sound only is cut by time") {
    const PartGrid grid({0, 1});
    CutSchedule cuts(grid);
    cuts.begin(MediaTime(0));
    cuts.audio(std::chrono::milliseconds(2100));
    for (int part = 1; part <= 4; ++part) {
        REQUIRE(cuts.end().has_value());
        CHECK(cuts.end()->at == part * std::chrono::milliseconds(500));
        CHECK(cuts.end()->segment == (part == 4));
        cuts.dropOldest();
    }
}
