// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/programme_clock.h"

#include "base/synchronized.h"
#include "pipeline/programme_time.h"

#include <doctest/doctest.h>

#include <vector>

namespace tsudoi::pipeline {

namespace {

constexpr Fraction kRate{30, 1};

struct Beats {
    std::vector<std::int64_t> frames;
    std::vector<std::int64_t> blocks;
};

}  // namespace

TEST_CASE("the clock counts frames and blocks without a gap") {
    Synchronized<Beats> beats;
    Event enough;
    std::uint64_t skipped = 0;
    {
        ProgrammeClock clock(
            monotonicNow(), kRate,
            {[&](std::int64_t number) { beats.with([&](Beats& all) { all.frames.push_back(number); }); },
             [&](std::int64_t tick) {
                 beats.with([&](Beats& all) { all.blocks.push_back(tick); });
                 if (tick == 100) {
                     enough.set();
                 }
             }});
        enough.wait();
        skipped = clock.skipped();
    }
    const Beats all = beats.copy();
    const std::int64_t span = all.frames.back() - all.frames.front() + 1;
    CHECK(span - static_cast<std::int64_t>(all.frames.size()) == static_cast<std::int64_t>(skipped));
    for (std::size_t i = 1; i < all.blocks.size(); ++i) {
        CHECK(all.blocks[i] == all.blocks[i - 1] + 1);
    }
}

TEST_CASE("after a long halt the clock goes on with the present instead of a burst") {
    Synchronized<Beats> beats;
    Event halted;
    Event after;
    std::uint64_t skipped = 0;
    {
        ProgrammeClock clock(monotonicNow(), kRate,
                             {[&](std::int64_t number) {
                                  beats.with([&](Beats& all) { all.frames.push_back(number); });
                                  if (!halted.waitFor(std::chrono::seconds(0))) {
                                      halted.set();
                                      // On purpose: what a stopped process looks like to the clock.
                                      Event never;
                                      (void)never.waitFor(std::chrono::milliseconds(600));
                                  } else if (number > 30) {
                                      after.set();
                                  }
                              },
                              [](std::int64_t) {
                              }});
        after.wait();
        skipped = clock.skipped();
    }
    const Beats all = beats.copy();
    CHECK(skipped >= 10);
    CHECK(all.frames[1] - all.frames[0] > 10);
}

}  // namespace tsudoi::pipeline
