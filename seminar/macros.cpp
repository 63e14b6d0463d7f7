// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/macros.h"

#include "base/random.h"

#include <algorithm>
#include <utility>

namespace tsudoi::seminar {

namespace {

constexpr std::size_t kMacroIdBytes = 6;
constexpr const char* kMacroAlert = "macro";

tl::unexpected<Error> noSuchMacro() {
    return fail(ErrorCode::NotFound, Text{"そのマクロはもうありません。", "That macro is not there any more."});
}

}  // namespace

std::vector<Macro>::iterator Macros::find(const MacroId& id) {
    return std::ranges::find(macros_, id, &Macro::id);
}

void Macros::changed() {
    for (const auto& tell : onChange_) {
        tell();
    }
}

Result<MacroId> Macros::save(Macro macro) {
    if (const Status valid = validate(macro); !valid) {
        return fail(valid.error());
    }
    const auto found = find(macro.id);
    if (!macro.id.empty() && found == macros_.end()) {
        return noSuchMacro();
    }
    if (macro.id.empty() && macros_.size() >= kMaxMacros) {
        return fail(ErrorCode::TooMany, Text{"マクロは 30 個までです。使わないものを消してください。",
                                             "There are 30 macros already. Remove one first."});
    }
    if (macro.id.empty()) {
        macro.id = MacroId(randomText(kMacroIdBytes));
        macros_.push_back(macro);
    } else {
        if (run_ && run_->id == macro.id) {
            stop();
        }
        *found = macro;
    }
    parts_.store.saveMacros(macros_);
    changed();
    return macro.id;
}

Status Macros::move(const MacroId& id, std::size_t place) {
    const auto found = find(id);
    if (found == macros_.end()) {
        return noSuchMacro();
    }
    Macro macro = std::move(*found);
    macros_.erase(found);
    macros_.insert(macros_.begin() + static_cast<std::ptrdiff_t>(std::min(place, macros_.size())), std::move(macro));
    parts_.store.saveMacros(macros_);
    changed();
    return {};
}

Status Macros::remove(const MacroId& id) {
    const auto found = find(id);
    if (found == macros_.end()) {
        return noSuchMacro();
    }
    if (run_ && run_->id == id) {
        stop();
    }
    macros_.erase(found);
    parts_.store.saveMacros(macros_);
    changed();
    return {};
}

Status Macros::run(const MacroId& id) {
    if (find(id) == macros_.end()) {
        return noSuchMacro();
    }
    wait_.reset();
    parts_.studio.settle(kMacroAlert);
    run_ = Run{id};
    goOn();
    return {};
}

void Macros::stop() {
    wait_.reset();
    if (std::exchange(run_, std::nullopt)) {
        changed();
    }
}

/// Everything up to the next wait, or to the end.
void Macros::goOn() {
    const Macro macro = *find(run_->id);  // a copy: a step may change what the operators see
    while (run_->step < macro.steps.size()) {
        const std::size_t at = run_->step++;
        const MacroStep& step = macro.steps[at];
        if (step.action == MacroAction::Wait) {
            wait_ = parts_.control.after(step.wait, [this] {
                kControlThread.assertHere();
                goOn();
            });
            changed();
            return;
        }
        if (const Status done = perform(step); !done) {
            failed(macro, at, done.error());
            break;
        }
    }
    run_.reset();
    changed();
}

void Macros::failed(const Macro& macro, std::size_t step, const Error& error) {
    const std::string number = std::to_string(step + 1);
    parts_.studio.raise(
        {.id = kMacroAlert,
         .level = AlertLevel::Warning,
         .text = {"マクロ「" + macro.name + "」は手順 " + number + " で止まりました。" + error.text.ja,
                  "The macro \"" + macro.name + "\" stopped at step " + number + ". " + error.text.en}});
}

Status Macros::perform(const MacroStep& step) {
    Studio& studio = parts_.studio;
    switch (step.action) {
        case MacroAction::Preset: return studio.recallPreset(step.preset);
        case MacroAction::Take: return studio.take(std::nullopt);
        case MacroAction::Cut: return studio.take(Transition{});
        case MacroAction::Slate: return studio.slate(Slate{step.slate, step.text});
        case MacroAction::NoSlate: return studio.slate(std::nullopt);
        case MacroAction::Title: return studio.title(Title{step.text, step.more});
        case MacroAction::NoTitle: return studio.title(std::nullopt);
        case MacroAction::Mute: return mute(step.source, true);
        case MacroAction::Unmute: return mute(step.source, false);
        case MacroAction::Mark: return mark(step.text);
        case MacroAction::Wait: break;
    }
    return {};
}

Status Macros::mute(const InputId& source, bool muted) {
    const auto& sources = parts_.studio.state().sources;
    const auto found = sources.find(source);
    SourceSettings settings = found != sources.end() ? found->second : SourceSettings{};
    settings.muted = muted;
    return parts_.studio.source(source, settings);
}

/// Of the seminar on air. Without one there is no recording to mark: in a rehearsal the macro goes on.
Status Macros::mark(const std::string& label) {
    const auto onAir = parts_.office.onAirNow();
    return onAir ? parts_.office.mark(*onAir, label) : Status{};
}

}  // namespace tsudoi::seminar
