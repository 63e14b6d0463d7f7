// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "pipeline/audio_mixer.h"
#include "pipeline/frame_plan.h"
#include "pipeline/gst_ptr.h"
#include "pipeline/return_encoder.h"
#include "pipeline/room_sound.h"
#include "pipeline/video_mixer.h"
#include "seminar/ports.h"

#include <functional>
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
    /// Begins with a keyframe, and so does every other picture than before.
    /// \param sample  H.264 as format() says, borrowed for the call
    /// \param at      programme time, later than that of the call before
    virtual void picture(GstSample* sample, MediaTime at) noexcept = 0;
    /// \param frames  10 ms of what this peer is to hear, 48 kHz stereo
    virtual void sound(std::span<const float> frames, MediaTime at) noexcept = 0;
};

/// What panelists, the screens in the room and operators' headsets get: the programme's picture, smaller where the line
/// does not carry it, or, on a screen, that of the panelists, each encoded once for all who get it and only while
/// somebody does; a panelist the sound of everybody else (mix-minus), a screen that of the panelists; a headset no
/// picture, but the panelists' sound also from the green room.
///
/// Place in the flow: FrameComposer, AudioMixer -> [ReturnFeed] -> ConversationEnd.
/// Threads: thread-safe, but picture from one thread.
class ReturnFeed {
public:
    using Picture = seminar::ScreenPicture;
    /// \param listens  a peer begins or ends to listen; called from any thread, must only hand over
    using Told = std::function<void(const seminar::PeerId& peer, bool listens)>;

    /// \param canvas, rate  of the programme
    /// \param room          is told what the screens get to hear
    ReturnFeed(Size canvas, Fraction rate, std::shared_ptr<RoomSound> room, Told told);
    ReturnFeed(const ReturnFeed&) = delete;
    ReturnFeed& operator=(const ReturnFeed&) = delete;
    ~ReturnFeed();

    /// A peer listens until leave(). One who joins again replaces the earlier listener.
    void join(const seminar::PeerId& peer, std::shared_ptr<ReturnListener> listener);
    void leave(const seminar::PeerId& peer, const ReturnListener* listener);
    /// Which picture a peer gets, now and whenever they join; without, it is the programme's.
    void choose(const seminar::PeerId& peer, Picture picture);
    /// How much of the programme's picture a listener's line carries. A new one begins with the full picture.
    void setRung(const seminar::PeerId& peer, const ReturnListener* listener, ReturnRung rung);
    /// A listener cannot go on without a keyframe. Many requests become one.
    void requestKeyframe(const seminar::PeerId& peer);

    [[nodiscard]] bool hasListeners() const;
    /// Whether somebody gets the picture of the panelists: then plans for picture() have it.
    [[nodiscard]] bool wantsPanel() const { return wants(Stream::Panelists); }
    /// A frame of the programme was drawn.
    void picture(const FramePlan& plan, const PicturePtr& programme);
    /// A block of sound was mixed for everybody who listens.
    void sound(const AudioMixer& mixer);
    /// \return what the full picture is
    [[nodiscard]] const ReturnVideoFormat& format() const noexcept { return programme_.format(); }

private:
    enum class Stream { None, Programme, LowProgramme, Panelists };
    struct Seat {
        std::shared_ptr<ReturnListener> listener;
        ReturnRung rung = ReturnRung::Full;
        bool begun = false;    ///< had a keyframe of the stream that it gets
        MediaTime newest{-1};  ///< time of the last one
    };
    struct Seats {
        std::map<seminar::PeerId, Seat> taken;
        std::map<seminar::PeerId, Picture> chosen;

        [[nodiscard]] Stream streamOf(const seminar::PeerId& peer) const;
    };
    /// \return whether somebody gets this stream
    [[nodiscard]] bool wants(Stream stream) const;
    void encoded(Stream stream, GstSample* sample);
    /// \return nullptr: of Stream::None
    [[nodiscard]] ReturnEncoder* encoderOf(Stream stream);
    std::int64_t soundFor(const seminar::PeerId& peer, const AudioMixer& mixer, AudioSource::Block& frames);

    const std::shared_ptr<RoomSound> room_;
    const Told told_;
    Synchronized<Seats> seats_;
    VideoMixer panelMixer_;  ///< of the thread that calls picture()
    ReturnEncoder programme_;
    ReturnEncoder lowProgramme_;
    ReturnEncoder panel_;
};

}  // namespace tsudoi::pipeline
