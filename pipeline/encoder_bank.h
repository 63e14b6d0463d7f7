// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/worker.h"
#include "pipeline/encoder_session.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tsudoi::pipeline {

class InputReaper;

/// Starts and stops the programme's encoders and replaces those that fail.
///
/// Threads: start and stop thread-bound (control thread), video from the composer thread, audio
/// from the tick thread. Making and ending encoders happens on a worker. Events arrive on the
/// control thread.
class EncoderBank {
public:
    struct Events {
        std::function<void(const Text&)> replaced;
        std::function<void(const Error&)> failed;
        std::function<void()> started;  ///< encoders are ready; the next frame is the first one
    };

    /// \param candidates  encoder elements, best first, not empty
    EncoderBank(seminar::ProgrammeSpec spec, std::vector<std::string> candidates, Executor& control,
                InputReaper& reaper, Events events);
    ~EncoderBank();
    EncoderBank(const EncoderBank&) = delete;
    EncoderBank& operator=(const EncoderBank&) = delete;

    void start(std::shared_ptr<seminar::PacketSink> sink);
    void stop(std::function<void()> done);

    /// \return false: a running encoder is behind and left the frame out
    [[nodiscard]] bool video(const FramePlan& plan, const PicturePtr& picture);
    void audio(const AudioBlock& block);

private:
    using SessionPtr = std::shared_ptr<EncoderSession>;
    void open(const SessionPtr& session);
    void replace(const std::weak_ptr<EncoderSession>& session, std::size_t slot, const VideoEncoder* encoder);
    void bury(std::shared_ptr<VideoEncoder> encoder);
    void report(std::function<void(const Events&)> what);

    seminar::ProgrammeSpec spec_;
    std::vector<std::string> candidates_;
    Executor& control_;
    InputReaper& reaper_;
    Events events_;
    Synchronized<SessionPtr> running_;
    Lifetime lifetime_;
    Worker worker_;  ///< last: its tasks use everything above
};

}  // namespace tsudoi::pipeline
