// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/synchronized.h"
#include "pipeline/audio_source.h"
#include "pipeline/frame_sync.h"
#include "pipeline/input_sink.h"
#include "seminar/programme.h"

#include <atomic>
#include <map>
#include <memory>

namespace tsudoi::pipeline {

/// One input as the programme sees it: its frame sync, its strip of the sound mixer, its name card.
///
/// Place in the flow: Input -> [SourceChannel] -> tick thread.
/// Threads: thread-safe, but tick thread-bound for frame().
class SourceChannel final : public InputSink {
public:
    // -- InputSink, streaming threads
    void video(GstSample* sample, MediaTime at) noexcept override;
    void audio(std::span<const float> frames, MediaTime at) noexcept override;
    void discontinuity() noexcept override;

    /// Starting and Lost show the name card instead of the newest picture.
    void setState(seminar::InputState state) noexcept { state_ = state; }
    void setCard(PicturePtr card) { card_.set(std::move(card)); }

    /// \return what the frame that begins at \p pts shows of this input
    [[nodiscard]] PicturePtr frame(MediaTime pts);
    /// \return what a studio picture shows now; null: nothing yet
    [[nodiscard]] PicturePtr glance() const;
    [[nodiscard]] const std::shared_ptr<AudioSource>& sound() const noexcept { return sound_; }

private:
    [[nodiscard]] bool seen() const noexcept {
        const auto state = state_.load();
        return state == seminar::InputState::Live || state == seminar::InputState::Hold;
    }

    FrameSync pictures_;
    std::shared_ptr<AudioSource> sound_ = std::make_shared<AudioSource>();
    Published<Picture> card_;
    std::atomic<seminar::InputState> state_{seminar::InputState::Starting};
};

using Channels = std::map<InputId, std::shared_ptr<SourceChannel>>;

}  // namespace tsudoi::pipeline
