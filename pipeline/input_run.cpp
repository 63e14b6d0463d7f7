// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_run.h"

#include "pipeline/thread_rank.h"

#include <utility>

namespace tsudoi::pipeline {

namespace {

constexpr std::size_t kCommandCapacity = 64;

Status live(InputPlan plan, const std::shared_ptr<InputOutlet>& outlet,
            const std::shared_ptr<InputCommands>& commands) {
    rankThread(kInputNice);
    auto input = Input::create(std::move(plan), outlet, commands);
    if (!input) {
        return fail(input.error());
    }
    if (auto started = (*input)->start(); !started) {
        return started;
    }
    while (const auto command = commands->pop()) {
        if (commands->closed()) {
            break;
        }
        if (auto handled = (*input)->handle(*command); !handled) {
            return handled;
        }
    }
    return {};
}

}  // namespace

InputRun::InputRun(InputPlan plan, InputSink& sink, std::shared_ptr<InputPulse> pulse, InputOutlet::Report report,
                   InputReaper& reaper)
    : outlet_(std::make_shared<InputOutlet>(sink, std::move(pulse), std::move(report))),
      commands_(std::make_shared<InputCommands>(kCommandCapacity)),
      gone_(std::make_shared<std::atomic<bool>>(false)) {
    reaper.run([plan = std::move(plan), outlet = outlet_, commands = commands_, gone = gone_] {
        if (const auto lived = live(plan, outlet, commands); !lived) {
            outlet->report({InputEvent::Kind::Failed, {}, lived.error().text});
        }
        *gone = true;
    });
}

InputRun::~InputRun() {
    stop();
}

void InputRun::stop() noexcept {
    outlet_->cut();
    commands_->close();
}

}  // namespace tsudoi::pipeline
