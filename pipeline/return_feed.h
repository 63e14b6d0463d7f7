// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "pipeline/audio_mixer.h"
#include "pipeline/gst_ptr.h"
#include "pipeline/return_encoder.h"
#include "seminar/ports.h"

#include <map>
#include <memory>
#include <span>

namespace tsudoi::pipeline {

/// Somebody who gets the return: the connection of a panelist or of a screen.
///
/// Threads: picture on a streaming thread of the encoder, sound on the tick thread; neither may wait.
class ReturnListener {
public:
    virtual ~ReturnListener() = default;
    /// \param sample  H.264 as format() says, borrowed for the call
    /// \param at      programme time
    virtual void picture(GstSample* sample, MediaTime at) noexcept = 0;
    /// \param frames  10 ms of what this peer is to hear, 48 kHz stereo
    virtual void sound(std::span<const float> frames, MediaTime at) noexcept = 0;
};

/// What panelists and the screens in the room get: the programme's picture, encoded once for all of them; a panelist
/// the sound of everybody else (mix-minus), a screen that of the panelists.
///
/// Place in the flow: FrameComposer, AudioMixer -> [ReturnFeed] -> ConversationEnd.
/// Threads: thread-safe.
class ReturnFeed {
public:
    /// \param canvas, rate  of the programme
    ReturnFeed(Size canvas, Fraction rate);
    ReturnFeed(const ReturnFeed&) = delete;
    ReturnFeed& operator=(const ReturnFeed&) = delete;
    ~ReturnFeed();

    /// A peer listens until leave(); a call that is running then may still finish. One who joins again replaces the
    /// earlier listener.
    void join(const seminar::PeerId& peer, std::shared_ptr<ReturnListener> listener);
    void leave(const seminar::PeerId& peer, const ReturnListener* listener);
    /// A listener cannot go on without a keyframe. Many requests become one.
    void requestKeyframe() { encoder_.requestKeyframe(); }

    [[nodiscard]] bool hasListeners() const;
    /// A frame of the programme was drawn.
    void picture(const PicturePtr& picture, MediaTime pts);
    /// A block of sound was mixed for everybody who listens.
    void sound(const AudioMixer& mixer);
    [[nodiscard]] const ReturnVideoFormat& format() const noexcept { return encoder_.format(); }

private:
    using Listeners = std::map<seminar::PeerId, std::shared_ptr<ReturnListener>>;
    void encoded(GstSample* sample);

    Synchronized<Listeners> listeners_;
    ReturnEncoder encoder_;
};

}  // namespace tsudoi::pipeline
