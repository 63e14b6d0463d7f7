// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bounded_queue.h"
#include "base/synchronized.h"
#include "pipeline/gst_ptr.h"
#include "pipeline/gst_registration.h"
#include "pipeline/input_outlet.h"
#include "pipeline/input_ports.h"
#include "pipeline/input_timing.h"
#include "pipeline/webrtc_visit.h"
#include "seminar/programme.h"

#include <atomic>
#include <memory>

namespace tsudoi::pipeline {

/// What an input's pipeline asks of the thread that owns it.
enum class InputCommand {
    NextRound,  ///< a looped film is at the end of its segment
    Rewind,     ///< a looped film that cannot do segments is at its end
    Latency,    ///< an element changed its latency
    Late,       ///< everything comes late
    Called,     ///< a WebRTC peer said something
};
using InputCommands = BoundedQueue<InputCommand>;

/// What one incarnation is made from; a value of its own, because a hung incarnation outlives
/// everything else.
struct InputPlan {
    seminar::InputSpec spec;
    std::shared_ptr<GstClock> clock;
    GstClockTime programmeBase = 0;
    Size canvas;
    Fraction frameRate;
    int attempt = 0;                       ///< starts without a picture or sound since the last good one
    std::shared_ptr<WebrtcVisit> visit{};  ///< whip, panelist: who comes

    InputPlan(seminar::InputSpec from, const ProgrammeTiming& timing);
};

/// One incarnation of an input: its own GstPipeline on the programme's clock.
///
/// Place in the flow: source -> [Input] -> InputOutlet.
/// Threads: thread-bound (the incarnation's own thread); creating, starting and destroying may
/// block for as long as the source hangs.
class Input {
public:
    /// \param commands  gets what the pipeline asks for; closed by whoever wants this input to stop
    static Result<std::unique_ptr<Input>> create(InputPlan plan, std::shared_ptr<InputOutlet> outlet,
                                                 std::shared_ptr<InputCommands> commands);
    ~Input();
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;

    /// Live sources start at once; films and images are first decoded up to their first picture.
    Status start();
    Status handle(InputCommand command);

private:
    Input(InputPlan plan, std::shared_ptr<InputOutlet> outlet, std::shared_ptr<InputCommands> commands);
    Status build();
    [[nodiscard]] bool playsFromStorage() const noexcept;
    [[nodiscard]] bool prerolls() const noexcept;
    [[nodiscard]] bool comesOverNetwork() const noexcept;
    [[nodiscard]] bool loops() const noexcept;
    [[nodiscard]] bool inConversation() const noexcept;
    [[nodiscard]] std::shared_ptr<LatenessWatch> lateness();
    Status buildEnd();
    void moveBy(MediaTime later);
    Status waitForPreroll();
    Status seekToStart(bool flush);
    Status playFromStart();
    Status playFromHere();
    [[nodiscard]] tl::unexpected<Error> notStarting() const;
    void heard(GstMessage* message) noexcept;

    const InputPlan plan_;
    const std::shared_ptr<InputOutlet> outlet_;
    const std::shared_ptr<InputCommands> commands_;
    const std::shared_ptr<DueClock> dueClock_;
    ElementPtr pipeline_;
    std::unique_ptr<InputPorts> ports_;
    std::unique_ptr<WebrtcEnd> end_;  ///< whip, panelist
    BusTap bus_;
    Event complained_;        ///< the bus has said what is wrong
    bool segmented_ = false;  ///< rounds are joined without a gap
    GstClockTime roundStarted_ = 0;
    std::atomic<std::int64_t> late_{0};  ///< measured, not yet made up for
};

}  // namespace tsudoi::pipeline
