// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/thread_role.h"
#include "seminar/office.h"
#include "seminar/persistence.h"
#include "seminar/ports.h"
#include "seminar/studio.h"

#include <deque>
#include <memory>
#include <optional>

namespace tsudoi::seminar {

/// Watches its own stream as the audience gets it: every kLookEvery it decodes the newest published segment and
/// compares it with what the programme sounded and looked like meanwhile. Tells when the stream stands, or is silent,
/// black or frozen although the programme is not.
///
/// Place in the flow: Studio (meters), StreamProbe -> [StreamGuardian] -> Studio (alerts).
/// Threads: thread-bound (control thread).
class StreamGuardian {
public:
    static constexpr std::chrono::seconds kLookEvery{3};
    /// What the programme did in this time may be in the newest published segment: two segments and the delay.
    static constexpr std::chrono::seconds kMeanwhile{7};
    static constexpr int kUntilWrong = 2;  ///< looks
    static constexpr int kUntilFrozen = 3;
    static constexpr int kUntilRight = 1;
    static constexpr double kSilenceDb = -60.0;
    static constexpr double kSoundsLufs = -45.0;
    /// Largest difference of a cell, in luma: of a stream that stands; and of one that shows something else.
    static constexpr int kStill = 1;
    static constexpr int kDiffers = 10;

    StreamGuardian(Studio& studio, const Office& office, StreamProbe& probe, Executor& control,
                   Clock clock = {}) TSUDOI_CONTROL_THREAD;

private:
    using Instant = std::chrono::steady_clock::time_point;
    /// One report of the meters.
    struct Heard {
        Instant at;
        double lufs = 0;  ///< short-term
        std::optional<PictureLook> picture;
    };
    void hear(const ProgrammeMeter& meter);
    void look() TSUDOI_CONTROL_THREAD;
    void looked(const Result<StreamLook>& look) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool isWatched() const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool sounded() const;
    [[nodiscard]] bool wasVisible() const;
    [[nodiscard]] bool standsStill(const PictureLook& picture) const;
    void forget() TSUDOI_CONTROL_THREAD;

    Studio& studio_;
    const Office& office_;
    StreamProbe& probe_;
    Clock clock_;
    std::deque<Heard> heard_;  ///< of kMeanwhile
    SeminarId seminar_;        ///< whose stream was looked at last
    std::optional<Instant> watchedSince_;
    std::optional<StreamLook> last_;
    bool looking_ = false;
    Persistence stands_{kUntilWrong, kUntilRight};
    Persistence silent_{kUntilWrong, kUntilRight};
    Persistence black_{kUntilWrong, kUntilRight};
    Persistence frozen_{kUntilFrozen, kUntilRight};
    std::unique_ptr<Timer> timer_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::seminar
