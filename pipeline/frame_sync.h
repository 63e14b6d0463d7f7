// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "pipeline/picture.h"

#include <deque>
#include <optional>

namespace tsudoi::pipeline {

/// Brings an input's pictures to the programme's frames: keeps the newest few and says which one a
/// frame shows. Selection is by time, so that jitter of delivery does not become jitter of motion.
///
/// Place in the flow: input pipeline -> [FrameSync] -> tick thread.
/// Threads: thread-safe.
class FrameSync {
public:
    /// Pictures waiting for their frame; kInputLatency at 60 frames/s and some.
    static constexpr std::size_t kCapacity = 8;
    /// A picture this far ahead has a broken time and is shown at once.
    static constexpr MediaTime kTooFarAhead = std::chrono::seconds(1);

    void push(PicturePtr picture, MediaTime at);
    /// What waits is of a source that ended; the picture on air stays until another one comes.
    void discontinuity();

    struct Selection {
        PicturePtr picture;             ///< null: there never was one
        std::optional<MediaTime> late;  ///< when it is new: frame time minus its own time
    };
    /// \return the newest picture whose time plus kInputLatency has come at \p frame
    [[nodiscard]] Selection select(MediaTime frame);
    /// \return what select returned last, or the oldest waiting one
    [[nodiscard]] PicturePtr current() const;
    /// \return the picture that came last, whether its frame has come or not
    [[nodiscard]] PicturePtr newest() const;

private:
    struct Timed {
        PicturePtr picture;
        MediaTime at{};
    };
    struct State {
        std::deque<Timed> waiting;
        PicturePtr shown;
    };
    [[nodiscard]] static bool due(const State& state, const Timed& picture, MediaTime frame);

    Synchronized<State> state_;
};

}  // namespace tsudoi::pipeline
