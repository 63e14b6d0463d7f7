// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/picture_look.h"
#include "base/synchronized.h"
#include "pipeline/card_painter.h"
#include "pipeline/encoder_bank.h"
#include "pipeline/frame_composer.h"
#include "pipeline/gst_ptr.h"
#include "pipeline/headsets.h"
#include "pipeline/input_reaper.h"
#include "pipeline/input_supervisor.h"
#include "pipeline/overload_watch.h"
#include "pipeline/peer_call.h"
#include "pipeline/programme_clock.h"
#include "pipeline/programme_desk.h"
#include "pipeline/programme_engine.h"
#include "pipeline/return_feed.h"
#include "pipeline/screens.h"
#include "pipeline/sender_offer.h"
#include "pipeline/studio_pictures.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What the two halves of the engine share: inputs and mixers in programme_engine.cpp, those who are connected over
/// WebRTC in programme_peers.cpp.
namespace tsudoi::pipeline {

struct ProgrammeEngine::Impl {
    struct Place {
        std::shared_ptr<SourceChannel> channel;
        std::unique_ptr<InputSupervisor> supervisor;
        std::shared_ptr<PeerCall> call{};  ///< panelist, share: the newest connection
        bool there = false;                ///< nothing is wrong with it
        std::string cardName;
        Size cardSize;
        std::string tagName;
    };

    Impl(seminar::ProgrammeSpec spec, Executor& executor, IceOptions iceOptions, std::vector<std::string> encoders);
    ~Impl() { stop(); }

    EncoderBank::Events bankEvents();
    void start(seminar::ProgrammeEvents& to);
    void stop();
    void tickFrame(std::int64_t number);
    void tickBlock(std::int64_t tick);
    void lookAtProgramme(const FramePlan& plan, const PicturePtr& picture);
    void statusChanged(const seminar::InputStatus& status);
    void paintCard(Place& place, const std::string& name, Size size);
    void paintTag(Place& place, const seminar::InputSpec& spec);
    void publishChannels();
    void peerListens(const seminar::PeerId& peer, bool listens);
    /// \return the function called on the control thread, whoever calls
    DescriptionReply::Taken onControl(std::function<void(Result<std::string>)> taken);
    /// \return nullptr: no such input, or one of another kind
    [[nodiscard]] Place* find(const InputId& id, seminar::InputKind kind);
    /// The input that a panelist brings. \return nullptr: no such one
    [[nodiscard]] Place* inputOf(const seminar::PeerId& peer);
    void endShareOf(const InputId& panelist);
    [[nodiscard]] PeerCall* newestCall(const seminar::PeerId& peer);
    /// \return the peer's newest connection. \error NotFound, WrongState
    [[nodiscard]] Result<PeerCall*> callOf(const seminar::PeerId& peer);

    Executor& control;
    const IceOptions ice;
    ClockPtr clock;
    const std::chrono::nanoseconds base;
    const WallTime epoch;
    const ProgrammeTiming timing;
    seminar::ProgrammeEvents* events = nullptr;

    InputReaper reaper;
    ProgrammeDesk desk;
    CardPainter cards;
    std::map<InputId, Place> places;
    Screens screens{reaper};
    Headsets headsets{timing, control, reaper, [this](auto talkers) {
                          desk.setTalkers(std::move(talkers));
                      }};
    std::map<InputId, seminar::SourceSettings> settings;
    EncoderBank bank;
    StudioPictures pictures;
    const std::shared_ptr<RoomSound> room = std::make_shared<RoomSound>();
    std::shared_ptr<ReturnFeed> feed;
    FrameCounters counters;
    OverloadWatch overloadWatch;        ///< tick thread
    std::chrono::seconds lookedAt{-1};  ///< composer thread
    Synchronized<std::optional<PictureLook>> programmeLook;
    std::int64_t lastFrame = -1;  ///< tick thread
    std::unique_ptr<FrameComposer> composer;
    std::unique_ptr<ProgrammeClock> ticker;
    Lifetime lifetime;
};

}  // namespace tsudoi::pipeline
