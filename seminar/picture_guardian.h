// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/thread_role.h"
#include "seminar/persistence.h"
#include "seminar/studio.h"

#include <map>

namespace tsudoi::seminar {

/// Looks at the cameras that the programme shows for what the operator may overlook: black, too dark to see a face, a
/// phone held upright. (A signal that is lost or hangs is told by the input itself.) Each is one alert, over when the
/// cause is.
///
/// Place in the flow: Studio (meters, a look at each picture once a second) -> [PictureGuardian] -> Studio (alerts).
/// Threads: thread-bound (control thread).
class PictureGuardian {
public:
    /// Luma, limited range: of the whole picture, and of its brightest part.
    static constexpr double kDarkMean = 40;
    static constexpr int kDarkBrightest = 75;
    /// Looks, one a second.
    static constexpr int kUntilBlack = 5;
    static constexpr int kUntilDark = 8;
    static constexpr int kUntilUpright = 4;
    static constexpr int kUntilRight = 2;

    /// Looks at what the studio's meters tell from now on.
    explicit PictureGuardian(Studio& studio) TSUDOI_CONTROL_THREAD;

private:
    struct Watched {
        Persistence black{kUntilBlack, kUntilRight};
        Persistence dark{kUntilDark, kUntilRight};
        Persistence upright{kUntilUpright, kUntilRight};
    };
    void look(const Meters& meters) TSUDOI_CONTROL_THREAD;
    void lookAt(const InputSpec& spec, const PictureLook& picture) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool isWatched(const InputId& input) const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool standsUpright(const InputSpec& spec) const TSUDOI_CONTROL_THREAD;
    void forget(const InputId& input, Watched& watched) TSUDOI_CONTROL_THREAD;

    Studio& studio_;
    std::map<InputId, Watched> watched_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::seminar
