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
#include <utility>

namespace tsudoi::pipeline {

/// One input as the programme sees it: its frame sync, its strip of the sound mixer, its name card.
///
/// Place in the flow: Input -> [SourceChannel] -> tick thread.
/// Threads: thread-safe, but tick thread-bound for frame().
class SourceChannel final : public InputSink {
public:
    /// \param speaker  the panelist who sends it; empty: of the room
    /// \param room     see AudioSource
    explicit SourceChannel(InputId speaker = {}, std::shared_ptr<const RoomSound> room = nullptr)
        : sound_(std::make_shared<AudioSource>(std::move(room))), speaker_(std::move(speaker)) {}

    // -- InputSink, streaming threads
    void video(GstSample* sample, MediaTime at) noexcept override;
    void audio(std::span<const float> frames, MediaTime at) noexcept override;
    void discontinuity() noexcept override;

    /// Starting and Lost show the name card instead of the newest picture.
    void setState(seminar::InputState state) noexcept { state_ = state; }
    void setCard(PicturePtr card) { card_.set(std::move(card)); }
    /// The name on a panelist's tile; null: none.
    void setTag(PicturePtr tag) { tag_.set(std::move(tag)); }
    [[nodiscard]] PicturePtr tag() const { return tag_.get(); }
    /// A panelist in the green room is seen and heard by nobody but the studio and the others who wait there: scenes
    /// show the name card.
    void setOnStage(bool onStage) noexcept { onStage_ = onStage; }
    [[nodiscard]] bool onStage() const noexcept { return onStage_; }
    [[nodiscard]] const InputId& speaker() const noexcept { return speaker_; }
    /// Whether there is a picture of its own to show.
    [[nodiscard]] bool comes() const noexcept { return seminar::comes(state_.load()); }

    /// \return what the frame that begins at \p pts shows of this input
    [[nodiscard]] PicturePtr frame(MediaTime pts);
    /// \return what a studio picture of this input shows now: the newest there is; null: nothing yet
    [[nodiscard]] PicturePtr glance() const { return orCard(pictures_.newest()); }
    /// \return what a scene would show of it now
    [[nodiscard]] PicturePtr onScene() const { return onStage_ ? orCard(pictures_.current()) : card_.get(); }
    [[nodiscard]] const std::shared_ptr<AudioSource>& sound() const noexcept { return sound_; }

private:
    [[nodiscard]] PicturePtr orCard(PicturePtr picture) const { return picture && comes() ? picture : card_.get(); }

    FrameSync pictures_;
    const std::shared_ptr<AudioSource> sound_;
    Published<Picture> card_;
    Published<Picture> tag_;
    std::atomic<seminar::InputState> state_{seminar::InputState::Starting};
    std::atomic<bool> onStage_{true};
    const InputId speaker_;
};

using Channels = std::map<InputId, std::shared_ptr<SourceChannel>>;

}  // namespace tsudoi::pipeline
