// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/thread_role.h"
#include "seminar/studio.h"

#include <cstddef>
#include <deque>
#include <map>
#include <set>

namespace tsudoi::seminar {

/// Switches over to the spare of a microphone that has gone silent while the spare hears somebody speak: the spare is
/// unmuted, the silent one muted, and the operator is told.
///
/// A microphone that is muted by hand is meant to be silent, and nothing happens.
/// Place in the flow: Studio (meters, ten a second) -> [SpareMicrophone] -> Studio (sound, alerts).
/// Threads: thread-bound (control thread).
class SpareMicrophone {
public:
    static constexpr double kSilenceDb = -60.0;
    static constexpr double kSpeechDb = -42.0;  ///< peaks of words
    /// Below the loud words: speech goes there between words and comes back, noise does not.
    static constexpr double kPauseDb = 12.0;
    static constexpr double kWordDb = 6.0;
    static constexpr int kLeastWords = 4;        ///< after pauses, in the window
    static constexpr std::size_t kWindow = 100;  ///< reports: 10 s

    /// Hears the studio's meters from now on.
    explicit SpareMicrophone(Studio& studio) TSUDOI_CONTROL_THREAD;

private:
    void hear(const Meters& meters) TSUDOI_CONTROL_THREAD;
    void look(const InputId& microphone, const SourceSettings& settings) TSUDOI_CONTROL_THREAD;
    void switchOver(const InputId& microphone, const InputId& spare) TSUDOI_CONTROL_THREAD;
    void settleMended() TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool silent(const InputId& input) const;
    [[nodiscard]] bool speaks(const InputId& input) const;

    Studio& studio_;
    std::map<InputId, std::deque<double>> peaks_;  ///< as they came in, the newest kWindow
    std::set<InputId> replaced_;                   ///< microphones whose spare was switched on
    Lifetime lifetime_;
};

}  // namespace tsudoi::seminar
