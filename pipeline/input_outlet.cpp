// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_outlet.h"

#include <utility>

namespace tsudoi::pipeline {

InputOutlet::InputOutlet(InputSink& sink, std::shared_ptr<InputPulse> pulse, Report report)
    : ways_(Ways{&sink, std::move(pulse), std::move(report), Size{}, false}) {}

void InputOutlet::video(GstSample* sample, MediaTime at, Size size) noexcept {
    ways_.with([&](Ways& ways) {
        if (!ways.sink) {
            return;
        }
        ways.pulse->picture();
        ways.sink->video(sample, at);
        if (ways.size != size) {
            ways.size = size;
            ways.report({InputEvent::Kind::Picture, size, {}});
        }
    });
}

void InputOutlet::audio(std::span<const float> frames, MediaTime at) noexcept {
    ways_.with([&](Ways& ways) {
        if (!ways.sink) {
            return;
        }
        ways.pulse->sound();
        ways.sink->audio(frames, at);
        if (!std::exchange(ways.sounded, true)) {
            ways.report({InputEvent::Kind::Sound, {}, {}});
        }
    });
}

void InputOutlet::report(const InputEvent& event) noexcept {
    ways_.with([&](Ways& ways) {
        if (ways.report) {
            ways.report(event);
        }
    });
}

void InputOutlet::cut() noexcept {
    ways_.with([](Ways& ways) {
        ways.sink = nullptr;
        ways.report = nullptr;
    });
}

}  // namespace tsudoi::pipeline
