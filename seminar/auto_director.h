// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/thread_role.h"
#include "seminar/meeting.h"
#include "seminar/studio.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace tsudoi::seminar {

/// While the programme is a panel: the panelist who speaks is put forward, large beside the others, and the panel comes
/// back when nobody speaks for a while. Off until an operator switches it on. What an operator takes wins: with
/// anything but a panel on air it does nothing. A meeting arranges itself.
///
/// Place in the flow: Studio (meters, ten a second) -> [AutoDirector] -> Studio (programme).
/// Threads: thread-bound (control thread).
class AutoDirector {
public:
    static constexpr double kSpeechDb = -42.0;  ///< peaks of words
    static constexpr std::size_t kWindow = 20;  ///< reports that are looked at: 2 s
    static constexpr std::size_t kSpeaks = 12;  ///< of them with words: somebody speaks
    static constexpr std::size_t kAhead = 6;    ///< more of them than anybody else has
    static constexpr int kHold = 60;            ///< reports that a picture stays at least: 6 s
    static constexpr int kUntilPanel = 150;     ///< reports without a speaker: 15 s

    /// Hears the studio's meters from now on.
    AutoDirector(Studio& studio, const Meeting& meeting, Store& store) TSUDOI_CONTROL_THREAD;

    void restore(const StoredStudio& stored) TSUDOI_CONTROL_THREAD { on_ = stored.director; }
    [[nodiscard]] bool on() const noexcept { return on_; }
    void set(bool on) TSUDOI_CONTROL_THREAD;
    /// As many as want it.
    void onChange(std::function<void()> changed) TSUDOI_CONTROL_THREAD { onChange_.push_back(std::move(changed)); }

private:
    void hear(const Meters& meters) TSUDOI_CONTROL_THREAD;
    void listen(const Meters& meters) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool followsOperator() TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool isPanel(const Scene& scene) const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] std::optional<InputId> speaker() const;
    void show(const Scene& scene) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] Scene forward(const InputId& speaker) const;

    Studio& studio_;
    const Meeting& meeting_;
    Store& store_;
    bool on_ = false;
    std::optional<Scene> panel_;  ///< as the operator took it
    std::optional<Scene> shown_;  ///< as this put it on air last
    std::map<InputId, std::deque<bool>> words_;
    int held_ = 0;    ///< reports since the picture changed
    int silent_ = 0;  ///< reports since somebody spoke
    std::vector<std::function<void()>> onChange_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::seminar
