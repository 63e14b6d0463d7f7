// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "pipeline/webrtc_visit.h"
#include "seminar/ports.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tsudoi::pipeline {

/// What the programme counted since it began.
struct ProgrammeStats {
    std::uint64_t frames = 0;             ///< drawn and handed to the encoders
    std::uint64_t skipped = 0;            ///< the tick thread could not run in time
    std::uint64_t shed = 0;               ///< left out on purpose because drawing was behind
    std::uint64_t leftOut = 0;            ///< left out in front of one encoder that was behind
    std::chrono::nanoseconds worstLag{};  ///< tick to drawn frame, since the last call
};

/// The programme of this server: inputs, mixers, encoders, studio pictures.
///
/// It runs from start() on, whether anybody watches or not; nothing that an input does costs it a
/// frame. Programme time 0 is the moment of create().
///
/// Place in the flow: seminar::Studio -> [ProgrammeEngine] -> seminar::PacketSink (the recorder).
/// Threads: thread-bound (control thread); stats is thread-safe.
class ProgrammeEngine final : public seminar::Programme {
public:
    /// \param spec      canvas, rate and ladder; tracks assigned
    /// \param ice       how WebRTC peers reach this machine
    /// \param encoders  H.264 encoder elements to try, best first; empty: what the hardware offers
    /// \error Unavailable: GStreamer lacks an element that nothing works without
    [[nodiscard]] static Result<std::unique_ptr<ProgrammeEngine>> create(seminar::ProgrammeSpec spec, Executor& control,
                                                                         IceOptions ice = {},
                                                                         std::vector<std::string> encoders = {});
    ~ProgrammeEngine() override;
    ProgrammeEngine(const ProgrammeEngine&) = delete;
    ProgrammeEngine& operator=(const ProgrammeEngine&) = delete;

    /// Starts the clock. \param events  must live until stop() or the end of this object
    void start(seminar::ProgrammeEvents& events);
    /// Events end. Blocks until inputs, mixers and encoders have stopped.
    void stop();

    void addInput(const seminar::InputSpec& spec) override;
    void updateInput(const seminar::InputSpec& spec) override;
    void removeInput(const InputId& id) override;
    void restartInput(const InputId& id) override;
    void takeSender(const InputId& id, const std::string& offer,
                    std::function<void(Result<std::string>)> answered) override;
    void dropSender(const InputId& id) override;
    void callPeer(const seminar::PeerId& peer, std::function<void(Result<std::string>)> offered) override;
    Status peerAnswers(const seminar::PeerId& peer, const std::string& answer) override;
    Status peerCandidate(const seminar::PeerId& peer, unsigned mline, const std::string& candidate) override;
    void dropPeer(const seminar::PeerId& peer) override;
    void talk(const seminar::PeerId& headset, const seminar::Talk& to) override;
    void showOnScreen(const std::string& screen, seminar::ScreenPicture picture) override;
    void showProgramme(const seminar::Scene& scene, const seminar::Transition& transition) override;
    void moveTransition(const seminar::Scene& scene, seminar::TransitionKind kind, double progress) override;
    void showPreview(const seminar::Scene& scene) override;
    void showTitle(const std::optional<seminar::Title>& title) override;
    void showSlate(const std::optional<seminar::Slate>& slate) override;
    void setSource(const InputId& id, const seminar::SourceSettings& settings) override;
    void startEncoding(std::shared_ptr<seminar::PacketSink> sink) override;
    void stopEncoding(std::function<void()> done) override;
    void watchPictures(std::shared_ptr<seminar::PictureSink> sink, seminar::PictureForms forms) override;
    [[nodiscard]] WallTime epoch() const override;

    [[nodiscard]] ProgrammeStats stats() const;

private:
    struct Impl;
    explicit ProgrammeEngine(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::pipeline
