// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/screen_run.h"

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tsudoi::pipeline {

/// The screens in the room that are connected now.
///
/// Threads: thread-bound (control thread).
class Screens {
public:
    /// At the same time; as many again may be on their way out.
    static constexpr std::size_t kMost = 4;

    explicit Screens(InputReaper& reaper) : reaper_(reaper) {}

    /// Replaces an earlier connection of the same screen. The call is refused when there are too many.
    void take(std::shared_ptr<PeerCall> call, const ProgrammeTiming& timing);
    void drop(const seminar::PeerId& screen);
    void clear() { running_.clear(); }
    /// \return the connection of a screen; nullptr: none was begun
    [[nodiscard]] PeerCall* find(const seminar::PeerId& screen) const;

private:
    InputReaper& reaper_;
    std::map<seminar::PeerId, std::unique_ptr<ScreenRun>> running_;
    std::vector<std::shared_ptr<const std::atomic<bool>>> leaving_;
};

}  // namespace tsudoi::pipeline
