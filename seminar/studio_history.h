// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/programme.h"

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <utility>
#include <variant>

namespace tsudoi::seminar {

/// A source and how its sound was set.
using SourceStep = std::pair<InputId, SourceSettings>;

/// What changes of the studio can be taken back, newest first. Pure; threads: thread-bound.
class StudioHistory {
public:
    using Step = std::variant<Scene, SourceStep>;
    using Instant = std::chrono::steady_clock::time_point;

    static constexpr std::size_t kMostSteps = 50;
    /// A fader that moves, and a picture that is dragged in its box, send many values: those of one source (of one
    /// scene's framing) without a longer pause are one step.
    static constexpr std::chrono::milliseconds kOneMovement{1000};

    void note(const Scene& before);
    /// Only the framing of pictures was changed.
    void noteFraming(const Scene& before, Instant now);
    void note(const InputId& source, const SourceSettings& before, Instant now);
    /// A take: what the preview was before means nothing any more.
    void forgetScenes();
    /// An input is gone, or a take has set its sound.
    void forget(const InputId& source);

    [[nodiscard]] std::optional<Step> takeBack();
    [[nodiscard]] std::size_t steps() const noexcept { return steps_.size(); }

private:
    void push(Step step);

    std::deque<Step> steps_;        ///< newest last
    std::optional<Instant> moved_;  ///< when the newest step, a source or framing, was last changed
};

}  // namespace tsudoi::seminar
