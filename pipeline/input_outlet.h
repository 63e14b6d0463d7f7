// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/synchronized.h"
#include "pipeline/input_pulse.h"
#include "pipeline/input_sink.h"

#include <functional>
#include <memory>
#include <span>

namespace tsudoi::pipeline {

/// What one incarnation of an input tells its supervisor.
struct InputEvent {
    enum class Kind {
        Picture,  ///< the first picture, or the first of another size
        Sound,    ///< the first sound
        Ended,    ///< the source came to its end
        Failed,   ///< it will bring nothing more; see problem
        Gone,     ///< stopped, and everything it held is released
    };
    Kind kind = Kind::Failed;
    Size size{};
    Text problem{};
};

/// The one way from an incarnation's threads to the programme and to the supervisor. Once cut,
/// nothing passes, however long a hung incarnation lives on.
///
/// Place in the flow: input ends -> [InputOutlet] -> InputSink.
/// Threads: thread-safe. The sink is called under the lock: that is what makes cut() final, and the
/// sink never waits.
class InputOutlet {
public:
    using Report = std::function<void(InputEvent)>;

    /// \param report  called from any thread; must only hand over
    InputOutlet(InputSink& sink, std::shared_ptr<InputPulse> pulse, Report report);

    void video(GstSample* sample, MediaTime at, Size size) noexcept;
    void audio(std::span<const float> frames, MediaTime at) noexcept;
    void report(const InputEvent& event) noexcept;
    /// When this returns, no call into sink or report is running and none begins.
    void cut() noexcept;

private:
    struct Ways {
        InputSink* sink = nullptr;
        std::shared_ptr<InputPulse> pulse;
        Report report;
        Size size;
        bool sounded = false;
    };
    Synchronized<Ways> ways_;
};

}  // namespace tsudoi::pipeline
