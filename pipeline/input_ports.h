// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "pipeline/input_ends.h"

#include <vector>

namespace tsudoi::pipeline {

/// Takes decoded pads of a source as they appear and gives the first picture and the first sound an
/// end.
///
/// Threads: take and linkDecoder are thread-safe.
class InputPorts {
public:
    explicit InputPorts(InputEndsContext context) : context_(std::move(context)) {}

    /// Links a pad with raw picture or sound. Other pads, and further ones of the same sort, stay
    /// unlinked.
    void take(GstPad* pad) noexcept;
    /// Every pad that a decodebin brings goes to take().
    void follow(GstElement* decoder);
    /// Connects a signal for as long as the ports live; the handler's data is this object.
    void connect(GstElement* element, const char* signal, GCallback handler);
    /// The source has no more pads: without picture and sound it is a failure.
    void complete() noexcept;

    /// \return the earliest running time that any end holds while paused
    [[nodiscard]] std::optional<MediaTime> prerolled() const;
    /// Every end takes over a new shift of the due clock.
    void followShift();

    [[nodiscard]] const InputEndsContext& context() const noexcept { return context_; }

private:
    struct Ends {
        std::unique_ptr<VideoEnd> video;
        std::unique_ptr<AudioEnd> audio;
        std::vector<SignalConnection> connections;
    };
    GstPad* entryFor(GstPad* pad);
    template <typename End>
    GstPad* makeEnd(std::unique_ptr<End>& slot);

    const InputEndsContext context_;
    Synchronized<Ends> ends_;
};

}  // namespace tsudoi::pipeline
