// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/audio_mixer.h"
#include "pipeline/input_supervisor.h"
#include "pipeline/peer_call.h"
#include "pipeline/source_channel.h"

#include <functional>
#include <map>
#include <memory>

namespace tsudoi::pipeline {

/// The headsets of operators that are connected now: they speak to panelists off air. Each is like the input of a
/// panelist, but its sound goes to the panelists only.
///
/// Place in the flow: network -> [Headsets] -> ProgrammeDesk (talkers).
/// Threads: thread-bound (control thread).
class Headsets {
public:
    /// At the same time.
    static constexpr std::size_t kMost = 4;

    /// \param changed  gets the headsets that may be heard now
    Headsets(const ProgrammeTiming& timing, Executor& control, InputReaper& reaper,
             std::function<void(std::shared_ptr<const AudioMixer::Talkers>)> changed)
        : timing_(timing), control_(control), reaper_(reaper), changed_(std::move(changed)) {}

    /// Replaces an earlier connection of the same headset, which then speaks to nobody. The call is refused when there
    /// are too many.
    void take(std::shared_ptr<PeerCall> call);
    void drop(const seminar::PeerId& headset);
    void clear();
    /// \return the newest connection of a headset; nullptr: none was begun
    [[nodiscard]] PeerCall* find(const seminar::PeerId& headset) const;
    /// From the next block of sound on.
    void talk(const seminar::PeerId& headset, const seminar::Talk& to);

private:
    struct Headset {
        std::unique_ptr<SourceChannel> channel;
        std::unique_ptr<InputSupervisor> supervisor;  ///< goes before its channel
        std::shared_ptr<PeerCall> call;
        seminar::Talk to;
    };
    void tell() const;

    const ProgrammeTiming timing_;
    Executor& control_;
    InputReaper& reaper_;
    const std::function<void(std::shared_ptr<const AudioMixer::Talkers>)> changed_;
    std::map<seminar::PeerId, Headset> headsets_;
};

}  // namespace tsudoi::pipeline
