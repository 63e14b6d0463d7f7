// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/thread_role.h"
#include "seminar/office.h"
#include "seminar/persistence.h"
#include "seminar/studio.h"

#include <deque>
#include <map>
#include <optional>
#include <set>

namespace tsudoi::seminar {

/// Listens to the meters for what the people in the room do not notice, and tells the operator in words what is wrong
/// and what to do: a programme that is silent or too quiet while it is on air; an input that is clipped or of which
/// only one channel sounds, or that hums, at any time. Each is one alert, over when the cause is.
///
/// Place in the flow: Studio (meters, ten a second) -> [SoundGuardian] -> Studio (alerts).
/// Threads: thread-bound (control thread).
class SoundGuardian {
public:
    /// The thresholds: dBFS of a tenth of a second, before the fader for inputs.
    static constexpr double kSilenceDb = -60.0;
    static constexpr double kTooQuietLufs = -34.0;  ///< 18 below what a stream should have
    static constexpr double kClippedDb = -0.1;
    static constexpr double kLoudDb = -45.0;
    static constexpr double kDeadBelowDb = 35.0;    ///< a channel so far below the other one is dead
    static constexpr double kSpeechSwingDb = 12.0;  ///< speech goes up and down, noise does not

    static constexpr double kHumDb = -58.0;       ///< softer is not heard
    static constexpr double kHumSteadyDb = 3.0;   ///< hum stands, voices and music do not
    static constexpr double kHumFamilyDb = 10.0;  ///< above the other mains frequency: a rumble has both
    static constexpr std::size_t kHumOf = 12;     ///< looks of half a second

    /// Reports of the meters, a tenth of a second each.
    static constexpr int kUntilSilent = 80;
    static constexpr int kUntilTooQuiet = 60;
    static constexpr int kUntilDead = 80;
    static constexpr int kUntilRight = 20;
    static constexpr int kClippedOf = 30;  ///< of so many reports
    static constexpr int kClippedMost = 3;
    static constexpr int kUntilUnclipped = 100;
    static constexpr int kUntilHumGone = 8;      ///< looks of half a second
    static constexpr std::size_t kSwingOf = 40;  ///< less than kUntilTooQuiet: what was said before a pause is past

    /// Hears the studio's meters from now on.
    SoundGuardian(Studio& studio, const Office& office) TSUDOI_CONTROL_THREAD;

private:
    struct Source {
        Persistence dead{kUntilDead, kUntilRight};
        Persistence clipped{1, kUntilUnclipped};
        std::deque<bool> clips;  ///< the newest kClippedOf reports
        std::deque<Hum> hums;    ///< the newest kHumOf
        Persistence hum{1, kUntilHumGone};
    };

    void hear(const Meters& meters) TSUDOI_CONTROL_THREAD;
    void hearProgramme(const ProgrammeMeter& meter) TSUDOI_CONTROL_THREAD;
    void hearSource(const InputSpec& spec, const SourceMeter& meter) TSUDOI_CONTROL_THREAD;
    void hearHum(const InputSpec& spec, Source& source, const Hum& hum) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool isWatched() const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool isHeard(const InputId& input) const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool swings() const;
    void forget(const InputId& input, Source& source) TSUDOI_CONTROL_THREAD;

    Studio& studio_;
    const Office& office_;
    Persistence silent_{kUntilSilent, kUntilRight / 2};
    Persistence quiet_{kUntilTooQuiet, kUntilRight};
    std::deque<double> peaks_;  ///< of the programme, the newest kSwingOf reports
    std::map<InputId, Source> sources_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::seminar
