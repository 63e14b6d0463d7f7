// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/audio_ring.h"
#include "pipeline/echo_delay.h"
#include "pipeline/echo_filter.h"
#include "pipeline/room_sound.h"
#include "pipeline/sound_shaper.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace tsudoi::pipeline {

/// Frees an input's sound of the panelists' voices that the room's loudspeakers played, and keeps every sample at its
/// place. As long as no screen plays, or the voices are not in the sound, it hands everything on as it is.
///
/// Both sounds are on the programme's clock: the block of the microphone that begins with sample s belongs to what was
/// played from sample s - pairing() on, whatever got lost in between. Once the delay of the echo is known the filter
/// begins with the last half second, which it has learned from when the first block leaves it.
///
/// Place in the flow: Resampler -> [EchoCanceller] -> SoundShaper.
/// Threads: thread-bound (whoever holds its owner's lock).
class EchoCanceller {
public:
    /// \param room  null: there is never anything to do
    EchoCanceller(std::shared_ptr<const RoomSound> room, SoundShaper& next) : room_(std::move(room)), next_(next) {}

    /// The next sound begins at \p sample.
    void seek(std::int64_t sample);
    /// \param wanted  false: hand on
    void write(std::span<const float> frames, bool wanted);
    /// \return the sample after the last one taken in; what was handed on may end a little earlier
    [[nodiscard]] std::int64_t end() const noexcept { return end_; }
    /// \return how many samples earlier the echo was played, less what the filter finds out by itself; nullopt: no echo
    [[nodiscard]] std::optional<std::int64_t> pairing() const {
        return filter_ ? std::optional(pairing_) : std::nullopt;
    }

private:
    using Block = EchoFilter::Stereo;
    void rest();
    void listen(std::span<const float> frames);
    void takeBlock();
    void found(std::int64_t delay);
    void begin(std::int64_t end);
    void filterBlock();
    void filterAt(std::int64_t sample, Block& block);
    void becomeStereo();
    void handOn(std::span<const float> frames);

    const std::shared_ptr<const RoomSound> room_;
    SoundShaper& next_;
    std::int64_t end_ = 0;
    std::unique_ptr<AudioRing> past_;  ///< what was handed on since it listens
    std::vector<float> held_;          ///< as they came, what is not handed on yet
    std::vector<float> block_;         ///< the newest frames, up to a block
    std::unique_ptr<EchoDelay> delay_;
    std::unique_ptr<EchoFilter> filter_;
    std::int64_t pairing_ = 0;
    std::int64_t ahead_ = 0;  ///< frames that the filter gives and that were handed on already
};

}  // namespace tsudoi::pipeline
